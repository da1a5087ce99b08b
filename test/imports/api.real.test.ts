import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { redditArchive } from '../../examples/archives/reddit.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { post } from '../api/small/server.ts';
import { publishedSample, zipOf } from './support/archives.ts';
import { aMember, openWorld, type World } from './support/world.ts';

const IMPORT = `query ($datasetId: ID!) {
  import(datasetId: $datasetId) {
    id datasetId state source bytesRead bytesTotal rowsRead rowsKept rowsRejected finishedAt error { code message }
    report {
      source
      files { file use reason stream read kept duplicates rejected }
      streams { stream read kept duplicates rejected firstAt lastAt samples { file line fault } }
    }
  }
}`;

let world: World;
let relay: OutboxRelay;
let server: ApiServer;
let url: string;
const ada = aMember();

beforeAll(async () => {
  world = await openWorld();
  const { config, dataSource, nats, subjects, feed, logger } = world.ground;
  relay = new OutboxRelay(dataSource, nats, subjects);
  server = await createApiServer({
    instance: config.instance,
    resolvers: world.wired.resolvers,
    nodes: world.wired.nodes,
    authenticate: (token): Promise<Viewer> => Promise.resolve({ userId: token, isOperator: false, sessionId: null }),
    eventFeed: feed,
    logger,
    ready: () => Promise.resolve(true),
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
});

afterAll(async () => {
  await server.close(1_000);
  await world.close();
});

/** A member's token is their id here. */
const ask = async (userId: string, query: string, variables: object = {}) =>
  (await post(url, { query, variables }, userId)).body;

test('the owner reads what became of every file and stream', async () => {
  const { datasetId, id } = await world.upload(ada, await zipOf(publishedSample('modern')));
  while (await world.worker().execute());
  const { data } = await ask(ada.userId, IMPORT, { datasetId: toNodeId('Dataset', datasetId) });
  expect(data).toMatchObject({
    import: {
      id: toNodeId('Import', id),
      datasetId: toNodeId('Dataset', datasetId),
      state: 'DONE',
      source: 'reddit',
      rowsRead: 11,
      rowsKept: 5,
      rowsRejected: 1,
      error: null,
    },
  });
  const { report } = (data as { import: { report: { files: object[]; streams: object[] } } }).import;
  expect(report.files).toContainEqual(
    expect.objectContaining({ file: 'ip_logs.csv', use: 'skipped', reason: 'IDENTIFYING' }),
  );
  expect(report.streams).toContainEqual(
    expect.objectContaining({
      stream: 'reddit.posts',
      duplicates: 4,
      samples: [{ file: 'posts.csv', line: 10, fault: 'MISSING_ID' }],
    }),
  );
  expect((await ask(ada.userId, '{ __typename }')).errors).toBeUndefined();
});

test('a failed import says why in a code and a sentence', async () => {
  const { datasetId } = await world.upload(ada, Buffer.from('not a zip'));
  while (await world.worker().execute());
  const { data } = await ask(ada.userId, IMPORT, { datasetId: toNodeId('Dataset', datasetId) });
  expect(data).toMatchObject({ import: { state: 'FAILED', report: null, error: { code: 'ARCHIVE_NOT_A_ZIP' } } });
});

test('another member sees no import, by dataset or by id', async () => {
  const { datasetId, id } = await world.upload(ada, await zipOf(publishedSample('modern')));
  const eve = aMember();
  expect((await ask(eve.userId, IMPORT, { datasetId: toNodeId('Dataset', datasetId) })).data).toEqual({ import: null });
  const node = await ask(eve.userId, 'query ($id: ID!) { node(id: $id) { id } }', { id: toNodeId('Import', id) });
  expect(node.data).toEqual({ node: null });
  while (await world.worker().execute());
});

test('whoever follows a dataset sees its import begin, go on and end', async () => {
  const { datasetId } = await world.upload(ada, await redditArchive({ seed: 'followed', records: 2000 }));
  const variables = { datasetId: toNodeId('Dataset', datasetId) };
  const query = `subscription ($datasetId: ID!) { importProgress(datasetId: $datasetId) { state rowsKept bytesRead } }`;
  const leave = new AbortController();
  const { events } = await openStream(url, query, { token: ada.userId, variables, signal: leave.signal });
  const seen: { state: string; rowsKept: number }[] = [];
  const working = world.worker().execute();
  const relaying = setInterval(() => void relay.execute().catch(() => undefined), 50);
  for await (const { data } of events) {
    const value = (data?.data as { importProgress?: { state: string; rowsKept: number } } | undefined)?.importProgress;
    if (value) seen.push(value);
    if (value?.state === 'DONE') break;
  }
  clearInterval(relaying);
  leave.abort();
  await working;
  expect(['QUEUED', 'RUNNING']).toContain(seen[0]?.state);
  expect(seen.at(-1)).toMatchObject({ state: 'DONE', rowsKept: 2000 });
});

test('the sources list every field with its class', async () => {
  const { data } = await ask(ada.userId, '{ sources { name streams { name fields { name class } } } }');
  const { sources } = data as { sources: { name: string; streams: { name: string; fields: object[] }[] }[] };
  expect(sources.map((source) => source.name)).toEqual(['reddit']);
  expect(sources[0]?.streams.find((stream) => stream.name === 'reddit.comments')?.fields).toContainEqual({
    name: 'body',
    class: 'FREE_TEXT',
  });
});
