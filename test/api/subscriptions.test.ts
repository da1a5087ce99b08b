import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { openStream } from './small/events.ts';
import { ALICE, startSmallServer, type SmallServer } from './small/server.ts';
import { TestSocket } from './small/socket.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer();
});
afterAll(() => server.close());

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 3_000; !condition(); await sleep(5)) {
    if (Date.now() > end) throw new Error('It did not come to pass.');
  }
}

async function tokenThatExpiresIn(ms: number): Promise<string> {
  const exp = (Date.now() + ms) / 1000;
  const token = await new SignJWT({ exp }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
  server.tokens.set(token, ALICE);
  return token;
}

test('events arrive over WebSocket; one that is not for the viewer is skipped', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  await until(() => server.feed.size === 1);
  for (const value of [1, 0, 2]) server.feed.publish('count', { value });
  expect((await socket.next('next')).payload).toEqual({ data: { counted: 1 } });
  expect((await socket.next('next')).payload).toEqual({ data: { counted: 2 } });
  socket.close();
  await until(() => server.feed.size === 0);
});

test('a fault in mid-stream is masked and ends the subscription, not the socket', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  await until(() => server.feed.size === 1);
  server.feed.publish('count', { value: 13 });
  const { payload } = await socket.next('next', '1');
  expect(payload).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  expect(JSON.stringify(payload)).not.toContain('secrets');
  await socket.next('complete', '1');
  await until(() => server.feed.size === 0);
  socket.send({ type: 'ping' });
  await socket.next('pong');
  socket.close();
});

test('leaving a quiet subscription frees its place on the feed at once', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  await until(() => server.feed.size === 1);
  socket.send({ id: '1', type: 'complete' });
  await until(() => server.feed.size === 0);
  socket.close();
});

test('a state comes at once, then after changes, many changes in one', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { pebbleChanged { weightMicros } }');
  const state = { data: { pebbleChanged: { weightMicros: '9007199254740993' } } };
  expect((await socket.next('next')).payload).toEqual(state);
  for (let n = 0; n < 50; n += 1) {
    server.feed.publish('pebble');
    await sleep(4);
  }
  await sleep(400);
  const later = socket.messages.filter(({ type }) => type === 'next');
  expect(later.length).toBeGreaterThanOrEqual(1);
  expect(later.length).toBeLessThanOrEqual(4);
  socket.close();
});

test('a field without a public mark asks for a viewer, on both transports', async () => {
  const socket = await new TestSocket(server.url).ready();
  socket.subscribe('1', 'subscription { pebbleChanged { id } }');
  expect((await socket.next('next')).payload).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  socket.close();
  const { events } = await openStream(server.url, 'subscription { pebbleChanged { id } }');
  expect((await events.next()).value?.data).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('a query or a mutation over a streaming transport is refused', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', '{ ping }');
  expect((await socket.next('error')).payload).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  socket.close();
  const { events } = await openStream(server.url, '{ ping }');
  expect((await events.next()).value?.data).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('a session that ends silences its subscriptions before the next event', async () => {
  server.tokens.set('brief', ALICE);
  const socket = await new TestSocket(server.url).ready('brief');
  socket.subscribe('1', 'subscription { counted }');
  await until(() => server.feed.size === 1);
  server.tokens.delete('brief');
  server.feed.publish('count', { value: 5 });
  const { payload } = await socket.next('next', '1');
  expect(payload).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  socket.close();
});

test('the socket closes with 4403 when its token expires; a bad token never gets in', async () => {
  const socket = await new TestSocket(server.url).ready(await tokenThatExpiresIn(300));
  expect(await socket.closed).toEqual({ code: 4403, reason: 'The access token has expired' });
  const forged = await new TestSocket(server.url).open();
  forged.send({ type: 'connection_init', payload: { authorization: 'Bearer forged' } });
  expect((await forged.closed).code).toBe(4403);
});

test('a subscriber that does not read is dropped with 1013', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  await until(() => server.feed.size === 1);
  for (let n = 1; n <= 600; n += 1) server.feed.publish('count', { value: n + 100 });
  expect((await socket.closed).code).toBe(1013);
  await until(() => server.feed.size === 0);
});

test.each([
  ['subscribing before the handshake', 4401, (s: TestSocket) => s.subscribe('1', 'subscription { counted }')],
  ['something that is not a message', 4400, (s: TestSocket) => s.send('hello')],
  ['a message of an unknown kind', 4400, (s: TestSocket) => s.send({ type: 'shout' })],
  ['a second handshake', 4429, (s: TestSocket) => [1, 2].forEach(() => s.send({ type: 'connection_init' }))],
])('%s closes the socket with %i', async (_what, code, act) => {
  const socket = await new TestSocket(server.url).open();
  act(socket);
  expect((await socket.closed).code).toBe(code);
});

test('a socket that never shakes hands is closed with 4408', async () => {
  const socket = await new TestSocket(server.url).open();
  expect((await socket.closed).code).toBe(4408);
});

test('a used operation id closes the socket with 4409', async () => {
  const socket = await new TestSocket(server.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  socket.subscribe('1', 'subscription { counted }');
  expect((await socket.closed).code).toBe(4409);
});

test('the old subscriptions protocol is not spoken', async () => {
  const socket = new TestSocket(server.url, 'graphql-ws');
  expect([1006, 4406]).toContain((await socket.closed).code);
});

test('server-sent events give next and complete, and end when the token does', async () => {
  const { status, events } = await openStream(server.url, 'subscription { counted }', {
    token: await tokenThatExpiresIn(500),
  });
  expect(status).toBe(200);
  await until(() => server.feed.size === 1);
  server.feed.publish('count', { value: 3 });
  expect((await events.next()).value).toEqual({ event: 'next', data: { data: { counted: 3 } } });
  expect((await events.next()).value?.event).toBe('complete');
  expect((await events.next()).done).toBe(true);
});

test('a stream that its reader leaves frees its place on the feed', async () => {
  const gone = new AbortController();
  await openStream(server.url, 'subscription { counted }', { token: 'alice', signal: gone.signal });
  await until(() => server.feed.size === 1);
  gone.abort();
  await until(() => server.feed.size === 0);
});

test('a stream with a bad token or without its accept header is a coded answer', async () => {
  const { status } = await openStream(server.url, 'subscription { counted }', { token: 'forged' });
  expect(status).toBe(401);
  const plain = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(plain.status).toBe(400);
});

test('a closing server lets go of sockets and streams, and stops answering', async () => {
  const closing = await startSmallServer();
  const socket = await new TestSocket(closing.url).ready('alice');
  socket.subscribe('1', 'subscription { counted }');
  const { events } = await openStream(closing.url, 'subscription { counted }', { token: 'alice' });
  await until(() => closing.feed.size === 2);
  const startedAt = Date.now();
  await closing.close();
  expect((await socket.closed).code).toBe(1001);
  expect((await events.next()).value?.event).toBe('complete');
  expect(closing.feed.size).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(900);
  await expect(fetch(`${closing.url}/healthz`)).rejects.toThrow();
});
