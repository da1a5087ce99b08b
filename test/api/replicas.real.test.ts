import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createClient, generateKey, type CommonpoolClient, type Tokens } from '../../codegen/client/index.ts';
import { ImportProgressDocument, ViewerDocument } from '../../codegen/generated/graphql.ts';
import { redditArchive } from '../../examples/archives/reddit.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
let here: CommonpoolClient;
let there: CommonpoolClient;
beforeAll(async () => {
  instance = await startTestInstance();
  const key = await generateKey();
  let tokens: Tokens | null = null;
  here = createClient({ url: instance.url, key, onTokens: (next) => (tokens = next) });
  await here.signUp('traveller');
  there = createClient({ url: await instance.replica(), key, tokens, webSocket: WebSocket });
});
afterAll(async () => {
  await there.close();
  await instance.close();
});

test('a session that began on one replica holds on the other', async () => {
  expect((await there.request(ViewerDocument)).viewer.handle).toBe('traveller');
});

test('what happens through one replica is heard on the other', async () => {
  const archive = new Blob([new Uint8Array(await redditArchive({ seed: 'traveller', records: 300 }))]);
  const datasetId = await here.upload(archive, { filename: 'export.zip' });
  const states: string[] = [];
  for await (const { importProgress } of there.follow(ImportProgressDocument, { datasetId })) {
    states.push(importProgress.state);
    if (importProgress.state === 'DONE') break;
  }
  expect(states.at(-1)).toBe('DONE');
});
