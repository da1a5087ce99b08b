import { createRequire } from 'node:module';
import type { Express } from 'express';
import { PAGE, PAGE_POLICY, PAGE_SCRIPT, PAGE_STYLE } from './page.ts';

const require = createRequire(import.meta.url);

const FILES = [
  'graphiql/graphiql.min.js',
  'graphiql/graphiql.min.css',
  'react/umd/react.production.min.js',
  'react-dom/umd/react-dom.production.min.js',
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
  for (const file of FILES) {
    const path = require.resolve(file);
    app.get(`/graphiql/${file.slice(file.lastIndexOf('/') + 1)}`, (_request, response) => {
      response.sendFile(path, { maxAge: '1d', dotfiles: 'allow' });
    });
  }
}
