import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { PEBBLES } from './small/resolvers.ts';
import { ALICE, post, query, startSmallServer, type SmallServer } from './small/server.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer();
});
afterAll(() => server.close());

const firstId = toNodeId('Pebble', PEBBLES[0]?.id ?? '');

test('a root field without a public mark asks for a viewer; one with it does not', async () => {
  const closed = await post(server.url, { query: '{ me }' });
  expect(closed.body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const open = await post(server.url, { query: '{ ping }' });
  expect(open.body).toEqual({ data: { ping: 'pong' } });
  expect((await query(server.url, '{ me }')).body.data).toEqual({ me: ALICE.userId });
});

test('a token that does not hold is answered 401, never taken as nobody', async () => {
  const { status, body } = await post(server.url, { query: '{ ping }' }, 'forged');
  expect(status).toBe(401);
  expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a domain object comes out with an opaque id, exact bigint and no hidden field', async () => {
  const { body } = await query(server.url, `{ node(id: "${firstId}") { id ... on Pebble { weightMicros foundAt } } }`);
  const node = { id: firstId, weightMicros: '9007199254740993', foundAt: '2026-01-01T00:00:00.000Z' };
  expect(body).toEqual({ data: { node } });
  const hidden = await query(server.url, `{ node(id: "${firstId}") { ... on Pebble { secret } } }`);
  expect(hidden.status).toBe(400);
  expect(hidden.body.errors?.[0]?.message).not.toContain('Did you mean');
});

test('several nodes come in the order of their ids, null for the absent', async () => {
  const absent = toNodeId('Pebble', '01890000-0000-7000-8000-0000000000ff');
  const { body } = await query(server.url, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: [absent, firstId],
  });
  expect(body.data).toEqual({ nodes: [null, { id: firstId }] });
});

test.each([
  ['another type', toNodeId('Vote', PEBBLES[0]?.id ?? '')],
  ['garbage', 'not-an-id'],
  ['a bare uuid', PEBBLES[0]?.id ?? ''],
  ['padding added to a good id', `${firstId}=`],
])('the id of %s is INVALID_ID that names its field', async (_what, id) => {
  const asked = await query(server.url, 'query ($id: ID!) { node(id: $id) { id } }', { id });
  expect(asked.body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ID', field: ['id'] });
  const done = await query(
    server.url,
    'mutation ($id: ID!) { keepPebble(input: { pebbleId: $id, clientMutationId: "m1" }) { clientMutationId pebble { id } userErrors { code field } } }',
    { id },
  );
  const userErrors = [{ code: 'INVALID_ID', field: ['pebbleId'] }];
  expect(done.body).toEqual({ data: { keepPebble: { clientMutationId: 'm1', pebble: null, userErrors } } });
});

test('a mutation answers its payload, with no errors when it took effect', async () => {
  const { body } = await query(
    server.url,
    'mutation ($id: ID!) { keepPebble(input: { pebbleId: $id }) { pebble { id } userErrors { code } } }',
    { id: firstId },
  );
  expect(body.data).toEqual({ keepPebble: { pebble: { id: firstId }, userErrors: [] } });
});

test('pages run forward and backward without a gap, and say where they lie', async () => {
  const text = `query ($first: Int, $after: String, $last: Int, $before: String) {
    pebbleList(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`;
  interface List {
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
  }
  const page = async (args: object) => (await query(server.url, text, args)).body.data?.pebbleList as List;
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const list: List = await page({ first: 3, after });
    seen.push(...list.edges.map(({ node }) => node.id));
    after = list.pageInfo.endCursor;
    more = list.pageInfo.hasNextPage;
  }
  expect(seen).toEqual(PEBBLES.map(({ id }) => toNodeId('Pebble', id)));
  const tail = await page({ last: 2 });
  expect(tail.edges.map(({ node }) => node.id)).toEqual(seen.slice(-2));
  expect(tail.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const before = await page({ last: 2, before: tail.pageInfo.startCursor });
  expect(before.edges.map(({ node }) => node.id)).toEqual(seen.slice(-4, -2));
});

test.each([
  ['neither first nor last', {}, 'first'],
  ['both first and last', { first: 1, last: 1 }, 'first'],
  ['none at all', { first: 0 }, 'first'],
  ['more than a hundred', { last: 101 }, 'last'],
  ['a cursor that is not one', { first: 1, after: 'abc' }, 'after'],
  ['the cursor of another list', { first: 1, after: Buffer.from('["v1","other","1"]').toString('base64url') }, 'after'],
  ['a cursor on the wrong side', { first: 1, before: 'abc' }, 'before'],
])('a page that asks for %s is refused by the name of the argument', async (_what, args, field) => {
  const { body } = await query(
    server.url,
    'query ($first: Int, $after: String, $last: Int, $before: String) { pebbleList(first: $first, after: $after, last: $last, before: $before) { edges { cursor } } }',
    args,
  );
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: [field] });
});

test('a fault inside becomes INTERNAL with the request id, and only the log says more', async () => {
  const { status, body } = await query(server.url, '{ broken }');
  expect(status).toBe(200);
  const [error] = body.errors ?? [];
  expect(error?.extensions).toEqual({ code: 'INTERNAL', requestId: expect.any(String) });
  expect(JSON.stringify(body)).not.toMatch(/hunter2|secret|\.ts|stack/i);
  const logged = server.lines.find(({ level }) => level === 'error');
  expect(logged?.fields).toMatchObject({ requestId: error?.extensions.requestId });
});

test('a refusal in a query is a coded error that names the field', async () => {
  const { body } = await query(server.url, '{ refused }');
  expect(body.errors?.[0]).toMatchObject({
    message: 'The shoe does not fit.',
    extensions: { code: 'INVALID_INPUT', field: ['shoe'] },
  });
});

test.each([
  ['malformed JSON', '{"query": "{ ping }', 400, 'BAD_REQUEST'],
  ['a query that does not parse', { query: '{ ping' }, 400, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: '{ pong }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['a batch', [{ query: '{ ping }' }], 400, 'BAD_REQUEST'],
  ['a body beyond the limit', { query: `{ ping } #${'x'.repeat(300_000)}` }, 413, 'PAYLOAD_TOO_LARGE'],
])('%s is a coded error without a stack', async (_what, body, status, code) => {
  const answer = await post(server.url, body);
  expect(answer.status).toBe(status);
  expect(answer.body.errors?.[0]?.extensions).toEqual({ code, requestId: expect.any(String) });
});

const KEEP = 'mutation ($input: KeepPebbleInput!) { keepPebble(input: $input) { userErrors { code } } }';

test.each<[what: string, variables: object, field: string[], message: RegExp]>([
  ['nothing', {}, ['input'], /was not provided/],
  ['a field less', { input: { clientMutationId: 'secret' } }, ['input'], /pebbleId/],
  ['a field too many', { input: { pebbleId: 'x', more: 'secret' } }, ['input'], /more/],
  ['no object', { input: 'secret' }, ['input'], /to be an object/],
  [
    'another kind',
    { input: { pebbleId: ['secret at "x"'] } },
    ['input', 'pebbleId'],
    /^The variable is wrong at input\.pebbleId: ID cannot/,
  ],
])('a variable with %s is refused by where it is wrong, and not repeated', async (_what, variables, field, message) => {
  const { status, body } = await post(server.url, { query: KEEP, variables });
  expect(status).toBe(400);
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String), field },
    }),
  ]);
  expect(JSON.stringify(body)).not.toContain('secret');
});

test.each(['a\u0000b', 'half a pair: \ud800'])(
  'text that no database can store is refused by the name of its field',
  async (text) => {
    const asked = await query(server.url, 'query ($t: String) { ping(text: $t) }', { t: text });
    expect(asked.body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: ['text'] });
    const done = await query(
      server.url,
      'mutation ($i: KeepPebbleInput!) { keepPebble(input: $i) { userErrors { code } } }',
      {
        i: { pebbleId: firstId, clientMutationId: text },
      },
    );
    expect(done.body.errors?.[0]?.extensions).toMatchObject({ field: ['input', 'clientMutationId'] });
  },
);

test('a request id is taken from the caller when it is plain, and made otherwise', async () => {
  const ask = async (id: string) => {
    const response = await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': id } });
    return response.headers.get('x-request-id');
  };
  expect(await ask('trace-0001')).toBe('trace-0001');
  expect(await ask('a b; c')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the log holds no query, variable or token', async () => {
  await query(server.url, 'query Quiet($t: String) { ping(text: $t) }', { t: 'my private words' });
  expect(JSON.stringify(server.lines)).not.toMatch(/private words|Bearer|alice|Quiet/);
});

test('a form or a plain text cannot reach a query from a foreign page', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"query":"{ ping }"}',
  });
  expect(response.status).toBe(400);
  const plainGet = await fetch(`${server.url}/graphql?query={ping}`);
  expect(plainGet.status).toBe(400);
});
