import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type { Express } from 'express';
import { PAGE, PAGE_POLICY, PAGE_SCRIPT, PAGE_STYLE } from './page.ts';

const require = createRequire(import.meta.url);

const FILES: readonly (readonly [string, string])[] = [
  ['graphiql', 'graphiql.min.js'],
  ['graphiql', 'graphiql.min.css'],
  ['react', 'umd/react.production.min.js'],
  ['react-dom', 'umd/react-dom.production.min.js'],
];

/** GraphiQL from the installed package, so that nothing comes from elsewhere. */
export function graphiql(app: Express): void {
  app.get('/graphiql', (_request, response) => {
    response.setHeader('content-security-policy', PAGE_POLICY).type('html').send(PAGE);
  });
  app.get('/graphiql/page.js', (_request, response) => {
    response.type('text/javascript').send(PAGE_SCRIPT);
  });
  app.get('/graphiql/page.css', (_request, response) => {
    response.type('css').send(PAGE_STYLE);
  });
  for (const [packageName, file] of FILES) {
    // The browser files are outside of the package's `exports`, so only its folder can be asked for.
    const root = dirname(require.resolve(`${packageName}/package.json`));
    app.get(`/graphiql/${basename(file)}`, (_request, response) => {
      response.sendFile(file, { root, maxAge: '1d', dotfiles: 'allow' });
    });
  }
}
