import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  createClient,
  generateKey,
  RequestFailed,
  Unreachable,
  UserErrors,
  type ClientOptions,
  type Tokens,
} from '../../codegen/client/index.ts';
import {
  DatasetChangedDocument,
  DatasetDocument,
  ReplaceRecoveryCodesDocument,
  ViewerDocument,
} from '../../codegen/generated/graphql.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.close());

let count = 0;
async function aMember(options: Partial<ClientOptions> = {}) {
  const key = await generateKey(options.key?.algorithm);
  let tokens: Tokens | null = null;
  const handle = `member-${(count += 1)}`;
  const onTokens = (next: Tokens | null) => (tokens = next);
  const client = createClient({ url: instance.url, key, webSocket: WebSocket, ...options, onTokens });
  await client.signUp(handle);
  return { client, key, handle, tokens: (): Tokens | null => tokens };
}

const stale = (tokens: Tokens | null): Tokens => ({
  ...(tokens as Tokens),
  accessTokenExpiresAt: new Date(0).toISOString(),
});

test('a member signs up with a key, and out', async () => {
  const { client, handle } = await aMember();
  expect((await client.request(ViewerDocument)).viewer.handle).toBe(handle);
  await client.signOut();
  await expect(client.request(ViewerDocument)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('an ended token is renewed once, however many requests wait for it', async () => {
  const { tokens, handle } = await aMember();
  const client = createClient({ url: instance.url, tokens: stale(tokens()) });
  const answers = await Promise.all(Array.from({ length: 8 }, () => client.request(ViewerDocument)));
  expect(answers.map(({ viewer }) => viewer.handle)).toEqual(Array.from({ length: 8 }, () => handle));
});

test('a client with a key signs in again where its session cannot be renewed', async () => {
  const { key, tokens, handle } = await aMember();
  const spent = { ...stale(tokens()), refreshToken: 'spent' };
  const client = createClient({ url: instance.url, key, tokens: spent });
  expect((await client.request(ViewerDocument)).viewer.handle).toBe(handle);
  const keyless = createClient({ url: instance.url, tokens: spent });
  await expect(keyless.request(ViewerDocument)).rejects.toBeInstanceOf(UserErrors);
});

test('the server takes a statement that the client signed, once', async () => {
  const { client } = await aMember();
  const statementJws = await client.statement('identity.replace-recovery-codes', 'recovery-codes', {});
  const { replaceRecoveryCodes } = await client.request(ReplaceRecoveryCodesDocument, { input: { statementJws } });
  expect(replaceRecoveryCodes.recoveryCodes?.length).toBeGreaterThan(0);
  const again = client.request(ReplaceRecoveryCodesDocument, { input: { statementJws } });
  await expect(again).rejects.toMatchObject({ name: 'UserErrors', code: 'STATEMENT_REPLAYED' });
});

test('a client that knew the instance by another name signs nothing', async () => {
  const { key } = await aMember();
  const client = createClient({ url: instance.url, key, instance: 'https://elsewhere.example' });
  await expect(client.signIn()).rejects.toThrow('Nothing was signed');
});

test('a taken handle, a bad token and an absent server are three kinds of error', async () => {
  const { handle } = await aMember();
  const other = createClient({ url: instance.url, key: await generateKey('ES256') });
  await expect(other.signUp(handle)).rejects.toBeInstanceOf(UserErrors);
  const forged = createClient({ url: instance.url, token: 'forged' });
  await expect(forged.request(ViewerDocument)).rejects.toBeInstanceOf(RequestFailed);
  const away = createClient({ url: 'http://127.0.0.1:9' });
  await expect(away.request(ViewerDocument)).rejects.toBeInstanceOf(Unreachable);
});

test('an upload through a failing network sends only what is missing', async () => {
  const archive = new Blob([randomBytes(9 * 1024 * 1024)]);
  let patches = 0;
  const offsets: (string | null)[] = [];
  const flaky: typeof fetch = async (input, init) => {
    if (init?.method !== 'PATCH') return fetch(input, init);
    patches += 1;
    offsets.push(new Headers(init.headers).get('upload-offset'));
    if (patches === 1) throw new TypeError('the cable was pulled before a byte left');
    const response = await fetch(input, init);
    if (patches === 3) throw new TypeError('the answer was lost');
    return response;
  };
  const { client } = await aMember({ fetch: flaky });
  const progress: number[] = [];
  const datasetId = await client.upload(archive, {
    filename: 'export_ümlaut.zip',
    onProgress: (sent) => progress.push(sent),
  });
  expect(offsets).toEqual(['0', '0', '4194304', '8388608']);
  expect(progress.at(-1)).toBe(archive.size);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));

  for await (const { datasetChanged } of client.follow(DatasetChangedDocument, { datasetId })) {
    if (datasetChanged.state === 'FAILED') break;
  }
  expect((await client.request(DatasetDocument, { id: datasetId })).node).toMatchObject({
    state: 'FAILED',
    records: 0,
  });
  await client.close();
});

test('an upload is resumed from its address by another client', async () => {
  const { client, key, tokens } = await aMember({
    fetch: async (input, init) => {
      if (init?.method === 'PATCH' && new Headers(init.headers).get('upload-offset') !== '0')
        throw new TypeError('gone for good');
      if (init?.method === 'HEAD') throw new TypeError('gone for good');
      return fetch(input, init);
    },
  });
  const archive = new Blob([randomBytes(5 * 1024 * 1024)]);
  let address = '';
  const abandoned = client.upload(archive, {
    filename: 'export.zip',
    onStart: (given) => (address = given),
    maxFailures: 1,
  });
  await expect(abandoned).rejects.toBeInstanceOf(Unreachable);
  const offsets: number[] = [];
  const later = createClient({ url: instance.url, key, tokens: tokens() });
  await later.upload(archive, { filename: 'export.zip', resume: address, onProgress: (sent) => offsets.push(sent) });
  expect(offsets[0]).toBe(4 * 1024 * 1024);
});
