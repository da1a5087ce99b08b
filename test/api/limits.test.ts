import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { LIMITS } from '../../api/http/limits.ts';
import { openStream } from './small/events.ts';
import { post, query, startSmallServer, type SmallServer } from './small/server.ts';
import { TestSocket } from './small/socket.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer();
});
afterAll(() => server.close());

const deep = (levels: number) => '{ neighbour '.repeat(levels) + '{ id }' + ' }'.repeat(levels);
const spreads = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Pebble { ...F${n + 1} ...F${n + 1} }`).join(
  '\n',
);

/** Selections on a Pebble, so that each attack runs as a query and as a subscription. */
const ATTACKS: readonly (readonly [string, string, string])[] = [
  ['depth', deep(20), 'LIMIT_EXCEEDED'],
  ['aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: id`).join(' ')} }`, 'LIMIT_EXCEEDED'],
  [
    'directives',
    `{ id @include(if: true) @skip(if: false) ${Array.from({ length: 9 }, () => '... @include(if: true) { id }').join(' ')} }`,
    'LIMIT_EXCEEDED',
  ],
  ['tokens', `{ ${'id '.repeat(2_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  [
    'a circle of fragments',
    '{ ...A } fragment A on Pebble { ...B } fragment B on Pebble { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'aliases in fragments that spread each other twice',
    `{ ...F0 } ${spreads} fragment F60 on Pebble { x: id }`,
    'LIMIT_EXCEEDED',
  ],
  ['guessing field names', '{ wieght }', 'GRAPHQL_VALIDATION_FAILED'],
];

const splitAt = (selection: string) => {
  const at = selection.indexOf('fragment ');
  return at < 0 ? [selection, ''] : [selection.slice(0, at), selection.slice(at)];
};
const asQuery = (selection: string) => {
  const [inside, fragments] = splitAt(selection);
  return `{ pebbleList(first: 1) { edges { node ${inside} } } } ${fragments}`;
};
const asSubscription = (selection: string) => {
  const [inside, fragments] = splitAt(selection);
  return `subscription { pebbleChanged ${inside} } ${fragments}`;
};

test.each(ATTACKS)('an attack by %s is refused over HTTP', async (_what, selection, code) => {
  const { status, body } = await query(server.url, asQuery(selection));
  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions.code).toBe(code);
  expect(JSON.stringify(body)).not.toContain('Did you mean');
});

test.each(ATTACKS)('an attack by %s is refused over WebSocket', async (_what, selection, code) => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', asSubscription(selection));
  const { payload } = await socket.next('error', '1');
  expect((payload as { extensions: { code: string } }[])[0]?.extensions.code).toBe(code);
  expect(JSON.stringify(payload)).not.toContain('Did you mean');
  socket.close();
});

test.each(ATTACKS)('an attack by %s is refused as server-sent events', async (_what, selection, code) => {
  const { events } = await openStream(server.url, asSubscription(selection), { token: 'alice' });
  const { value } = await events.next();
  expect(value?.data?.errors?.[0]?.extensions.code).toBe(code);
  expect(JSON.stringify(value)).not.toContain('Did you mean');
  await events.return(undefined);
});

test('too many root fields are refused: ten for a query, five for a mutation', async () => {
  const pings = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `p${n}: ping`).join(' ')} }`;
  expect((await post(server.url, { query: pings(10) })).status).toBe(200);
  expect((await post(server.url, { query: pings(11) })).body.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  const keep = (n: number) => `k${n}: keepPebble(input: { pebbleId: "x" }) { userErrors { code } }`;
  const keeps = (count: number) => `mutation { ${Array.from({ length: count }, (_, n) => keep(n)).join(' ')} }`;
  expect((await query(server.url, keeps(5))).status).toBe(200);
  expect((await query(server.url, keeps(6))).body.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
});

test('root fields hidden in a fragment count', async () => {
  const names = Array.from({ length: 11 }, (_, n) => `p${n}: ping`).join(' ');
  const { body } = await post(server.url, { query: `{ ...F } fragment F on Query { ${names} }` });
  expect(body.errors?.[0]?.message).toContain('root fields');
});

test('a request for too many nodes is refused, by literal, variable and default alike', async () => {
  const ids = Array.from({ length: 101 }, () => 'x');
  const lists = (size: string, count: number) =>
    Array.from({ length: count }, (_, n) => `l${n}: pebbleList(first: ${size}) { edges { node { id } } }`).join(' ');
  expect((await query(server.url, `{ ${lists('100', 2)} }`)).status).toBe(200);
  const huge = await query(server.url, `query ($n: Int = 5001) { ${lists('$n', 2)} }`);
  expect(huge.body.errors?.[0]?.message).toContain('10002 nodes');
  const given = await query(server.url, `query ($n: Int) { ${lists('$n', 2)} }`, { n: 6_000 });
  expect(given.body.errors?.[0]?.message).toContain('12000 nodes');
  const many = await query(server.url, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(many.body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: ['ids'] });
});

test('the introspection query that tools send stays within the limits', async () => {
  const text = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
  const { status, body } = await post(server.url, { query: text });
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
});

test('a message beyond the size limit closes the socket with 1009', async () => {
  const socket = await new TestSocket(server.url).ready();
  socket.send('x'.repeat(LIMITS.bodyBytes + 1));
  expect((await socket.closed).code).toBe(1009);
});

test('one socket carries twenty subscriptions, not more', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  for (let n = 1; n <= LIMITS.subscriptionsPerSocket; n += 1) socket.subscribe(`s${n}`, 'subscription { counted }');
  socket.subscribe('over', 'subscription { counted }');
  const { payload } = await socket.next('error', 'over');
  expect(payload).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
  socket.send({ id: 's1', type: 'complete' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.subscribe('again', 'subscription { counted }');
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.feed.publish('count', { value: 7 });
  expect((await socket.next('next', 'again')).payload).toEqual({ data: { counted: 7 } });
  socket.close();
});
