import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, sourcesIn, withoutComments } from './sources.ts';

const CODE = ['domain', 'api', 'infra', 'wiring', 'codegen', 'cli', 'examples'];
const MAX_LINES = 300;
/** Words that say that something is there, not what it is. */
const BANNED = /(Manager|Helpers?|Utils?|Service|Impl)$/;
const DECLARED =
  /^\s*(?:export )?(?:abstract |async |declare )*(?:class|interface|type|enum|function|const|let)\s+([A-Za-z_$][\w$]*)/gm;
const UNTYPED = /[:<|&,(]\s*any\b(?!\w|\s*[:(])|\bas\s+any\b|\bany\[\]/;

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const long = sourcesIn(...CODE, 'test').filter(({ text }) => text.split('\n').length > MAX_LINES + 1);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('half of the files have at most 80 lines', () => {
  const lengths = sourcesIn(...CODE)
    .map(({ text }) => text.split('\n').length)
    .toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
});

test('nothing is called a manager, a helper, a util, a service or an impl', () => {
  const found = sourcesIn(...CODE).flatMap(({ path, text }) => {
    const names = [...withoutComments(text).matchAll(DECLARED)].map((match) => String(match[1]));
    const file = basename(path, '.ts').replace(/(^|[-.])(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
    return [...names, file].filter((name) => BANNED.test(name)).map((name) => `${path}: ${name}`);
  });
  expect(found).toEqual([]);
});

test('nothing is typed any', () => {
  const found = sourcesIn(...CODE, 'test').flatMap(({ path, text }) =>
    withoutComments(text)
      .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\/(?:[^/\\\n]|\\.)+\/[gimsuy]*/g, '""')
      .split('\n')
      .flatMap((line, index) => (UNTYPED.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

test('files are named in kebab-case', () => {
  const odd = sourcesIn(...CODE, 'test').filter(({ path }) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(basename(path)));
  expect(odd.map(({ path }) => path)).toEqual([]);
});

test('no temporary text is left in the sources', () => {
  const temporary = /\b(TODO|FIXME|XXX|HACK)\b/;
  const found = sourcesIn(...CODE).filter(({ text }) => temporary.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});

test('the linter holds the limits that this file cannot see', () => {
  const { rules } = JSON.parse(readFileSync(`${ROOT}.oxlintrc.json`, 'utf8')) as { rules: Record<string, unknown> };
  expect(rules).toMatchObject({
    'max-lines': ['error', 300],
    'max-lines-per-function': ['error', { max: 60 }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
  });
});
