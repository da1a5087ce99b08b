import { expect, test } from '@jest/globals';
import { literalsOf, sourcesIn, type Source } from './sources.ts';

const CREATED = /CREATE (?:UNLOGGED )?(?:TABLE|(?:OR REPLACE )?VIEW|MATERIALIZED VIEW)(?: IF NOT EXISTS)? "?(\w+)"?/gi;

const contextOf = ({ path }: Source) => /^infra\/postgres\/([^/]+)\//.exec(path)?.[1];

/** Which context made which table, read from the migrations. */
function ownersOf(sources: readonly Source[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const source of sources) {
    const context = contextOf(source);
    for (const [, table] of source.text.matchAll(CREATED)) if (context && table) owners.set(table, context);
  }
  return owners;
}

function foreignTables(source: Source, owners: ReadonlyMap<string, string>): readonly string[] {
  const named = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE|REFERENCES|USING|ONLY|TRUNCATE)\s+"?(\w+)"?/gi;
  return literalsOf(source.text)
    .flatMap((literal) => [...literal.matchAll(named)].map((match) => String(match[1])))
    .filter((table) => owners.has(table) && owners.get(table) !== contextOf(source))
    .map((table) => `${source.path} names ${table} of ${owners.get(table)}`);
}

const sources = sourcesIn('infra/postgres').filter((source) => contextOf(source) !== undefined);
const owners = ownersOf(sources);

test('every context that stores something made its own tables', () => {
  const withSchemas = sources.filter(({ path }) => path.endsWith('.schema.ts')).map(contextOf);
  expect(withSchemas.filter((context) => ![...owners.values()].includes(String(context)))).toEqual([]);
});

test('no SQL of one context names a table of another', () => {
  expect(owners.size).toBeGreaterThan(10);
  expect(sources.flatMap((source) => foreignTables(source, owners))).toEqual([]);
});

test('a planted join over a border is found, a word in a sentence is not', () => {
  const planted = (text: string) =>
    foreignTables({ path: 'infra/postgres/revenue/x.ts', text }, new Map([['ballots', 'governance']]));
  expect(planted('query(`SELECT 1 FROM pots JOIN "ballots" b ON true`)')).toHaveLength(1);
  expect(planted("throw new Error('The ballots are counted.'); // FROM ballots")).toHaveLength(0);
});
