import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { VARIABLES } from '../../infra/config/variables.ts';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  test('has only queries that the API answers', () => {
    const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'));
    const queries = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, query]) => query as string);
    expect(queries.length).toBeGreaterThan(1);
    for (const query of queries) expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  test('names every variable of the configuration, and no other', () => {
    const [, table] = /## Configuration(.*?)\n## /s.exec(readme) ?? [];
    const named = [...(table ?? '').matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) =>
      [...(cell as string).matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name as string),
    );
    expect(named.toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
  });

  test('runs only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = [...readme.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map(([, name]) => name as string);
    const builtIn = new Set(['packages', 'package']);
    expect(commands.filter((name) => !(name in scripts) && !builtIn.has(name))).toEqual([]);
  });
});

test('no page links to a file that is not there', () => {
  const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => join(dirname(page), target as string))
      .filter((target) => !existsSync(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(pages.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});

test('the compose file hands on every setting that is not of one process alone', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const ofTheProcess = new Set(['COMMONPOOL_DATA', 'COMMONPOOL_DURABLE', 'COMMONPOOL_INSTANCE', 'HOST', 'PORT']);
  const missing = Object.keys(VARIABLES).filter((name) => !ofTheProcess.has(name) && !compose.includes(`    ${name}:`));
  expect(missing).toEqual([]);
});

test('the walks of ARCHITECTURE.md name files that exist', () => {
  const page = readFileSync('ARCHITECTURE.md', 'utf8');
  const named = [...page.matchAll(/`([a-z-]+\/[a-z/-]+(?:\.[a-z]+)*\.ts)`/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((path) => !existsSync(path) && !existsSync(join('domain', path)))).toEqual([]);
});
