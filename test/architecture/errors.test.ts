import { expect, test } from '@jest/globals';
import { ERROR_TABLE } from '../../api/error-table.ts';
import { sourcesIn } from './sources.ts';

const CLASS = /class (\w+) extends DomainError<'(\w+)'>/g;
const ANY_SUBCLASS = /class (\w+)(?:<[^>]*>)? extends DomainError\b/g;

const sources = sourcesIn('domain', 'api', 'infra');
const declared = sources.flatMap(({ path, text }) =>
  [...text.matchAll(CLASS)].map(([, name, code]) => ({ path, name: String(name), code: String(code), text })),
);

test('every refusal of the domain has a row in the error table', () => {
  expect(declared.length).toBeGreaterThan(20);
  const missing = declared.filter(({ code }) => !(code in ERROR_TABLE));
  expect(missing.map(({ path, name, code }) => `${path}: ${name} (${code})`)).toEqual([]);
});

test('every row belongs to a refusal that can happen', () => {
  const known = new Set(declared.map(({ code }) => code));
  expect(Object.keys(ERROR_TABLE).filter((code) => !known.has(code))).toEqual([]);
});

test('every refusal states its code in its type and in its value', () => {
  const unstated = sources.flatMap(({ path, text }) => {
    const names = [...text.matchAll(ANY_SUBCLASS)].map((match) => String(match[1]));
    const stated = new Set([...text.matchAll(CLASS)].map((match) => String(match[1])));
    return names.filter((name) => !stated.has(name)).map((name) => `${path}: ${name}`);
  });
  expect(unstated).toEqual([]);
  const untrue = declared.filter(({ text, code }) => !text.includes(`readonly code = '${code}'`));
  expect(untrue.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
});

test('two refusals of different meaning never share a code', () => {
  const codes = declared.map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
