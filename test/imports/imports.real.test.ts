import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { redditArchive } from '../../examples/archives/reddit.ts';
import { Random } from '../../examples/archives/random.ts';
import type { Archive, Archives } from '../../domain/imports/index.ts';
import { publishedSample, zipOf } from './support/archives.ts';
import { aMember, openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The archive of a worker that meets something in the middle of its reading. */
function meeting(event: (blocksRead: number) => Promise<void> | void): Archives {
  let blocks = 0;
  return {
    async open(upload) {
      const archive = await world.archives.open(upload);
      const read: Archive['read'] = async function* (entry) {
        for await (const bytes of archive.read(entry)) {
          await event((blocks += 1));
          yield bytes;
        }
      };
      return { entries: archive.entries, read, close: () => archive.close() };
    },
  };
}

async function untilIdle(): Promise<void> {
  while (await world.worker().execute());
}

test('the published sample becomes a dataset that its owner reads back, and its upload is gone', async () => {
  const member = aMember();
  const queued = await world.upload(member, await zipOf(publishedSample('modern')));
  expect(queued.state).toBe('queued');
  await untilIdle();
  const dataset = await world.datasets.byId(queued.datasetId);
  expect(dataset).toMatchObject({ state: 'ready', source: 'reddit', records: 5, userId: member.userId });
  const done = await world.importOf(queued.datasetId);
  expect(done).toMatchObject({
    state: 'done',
    source: 'reddit',
    rowsRead: 11,
    rowsKept: 5,
    rowsRejected: 1,
    error: null,
  });
  expect(done.bytesRead).toBe(done.bytesTotal);
  expect(await world.recordsOf(member, queued.datasetId, 'reddit.comments')).toEqual([
    {
      id: 'c0mm1',
      at: '2023-06-16T08:00:00.000Z',
      subreddit: 'synthcooking',
      body: 'Nice stew, chef!',
      parent: 't3_xyz99',
    },
  ]);
  expect(await world.uploads.byId(queued.uploadId)).toMatchObject({
    state: 'spent',
    wrappedKey: null,
    sealedMetadata: null,
  });
  await world.sweepUploads.execute();
  expect(await world.uploadedFiles()).toEqual([]);
});

test('the account is kept as a hash of this instance, the same for two archives of one account', async () => {
  const member = aMember();
  const [one, other, twin] = [
    await world.upload(member, await redditArchive({ seed: 'hash', records: 100 })),
    await world.upload(member, await redditArchive({ seed: 'other', records: 100 })),
    await world.upload(member, await redditArchive({ seed: 'hash', records: 100, generation: 'old' })),
  ];
  await untilIdle();
  const [a, b, c] = await Promise.all([one, other, twin].map((item) => world.importOf(item.datasetId)));
  expect(a?.platformAccount).toMatch(/^[0-9a-f]{64}$/);
  expect(c?.platformAccount).toBe(a?.platformAccount);
  expect(b?.platformAccount).not.toBe(a?.platformAccount);
});

test.each([
  ['ARCHIVE_NOT_A_ZIP', () => Promise.resolve(Buffer.from('this is no archive'))],
  ['ARCHIVE_TRUNCATED', async () => (await zipOf(publishedSample('modern'))).subarray(0, 600)],
  ['SOURCE_UNKNOWN', () => zipOf({ 'holiday.txt': 'x', 'comments.csv': 'Date,Link,Message\n' })],
  ['NO_RECORDS', () => zipOf({ 'posts.csv': 'id,permalink,date,ip,subreddit,gildings,title,url,body\n' })],
])('an archive with %s fails with that code, leaves nothing, and loses its bytes', async (code, make) => {
  const queued = await world.upload(aMember(), await make());
  await untilIdle();
  const failed = await world.importOf(queued.datasetId);
  expect(failed).toMatchObject({ state: 'failed', error: { code, message: expect.stringMatching(/[.]$/) } });
  expect(await world.datasets.byId(queued.datasetId)).toMatchObject({ state: 'failed', streams: [], records: 0 });
  expect(await world.objectsOf(queued.datasetId)).toBe(0);
  expect((await world.uploads.byId(queued.uploadId))?.wrappedKey).toBeNull();
});

test('an archive that no source knows is answered with the files that were seen', async () => {
  const queued = await world.upload(aMember(), await zipOf({ 'holiday.txt': 'x' }));
  await untilIdle();
  const failed = await world.importOf(queued.datasetId);
  expect(failed.error?.message).toContain('holiday.txt');
  expect(failed.report?.files).toEqual([expect.objectContaining({ file: 'holiday.txt', use: 'unknown' })]);
});

test('a worker killed in the middle leaves a job that another takes up from the start, and one whole dataset', async () => {
  const member = aMember();
  const queued = await world.upload(member, await redditArchive({ seed: 'killed', records: 2400 }));
  const killed = world.worker(
    meeting((blocks) => {
      if (blocks === 45) throw new Error('killed');
    }),
  );
  await expect(killed.execute()).rejects.toThrow('killed');
  expect(await world.importOf(queued.datasetId)).toMatchObject({ state: 'running', attempt: 1 });
  expect(await world.worker().execute()).toBe(false);
  await world.database.clock.advance(61_000);
  expect(await world.worker().execute()).toBe(true);
  expect(await world.importOf(queued.datasetId)).toMatchObject({ state: 'done', attempt: 2, rowsKept: 2400 });
  const dataset = await world.datasets.byId(queued.datasetId);
  expect(dataset).toMatchObject({ state: 'ready', records: 2400 });
  expect(await world.objectsOf(queued.datasetId)).toBe(dataset?.streams.length);
  expect(await world.worker().execute()).toBe(false);
  const { items } = await world.datasets.pageOf(member.userId, { limit: 10, direction: 'forward' });
  expect(items.map((item) => item.id)).toEqual([queued.datasetId]);
});

test('a worker that is stopped gives its import back at once, and leaves nothing of the stream it was sealing', async () => {
  const queued = await world.upload(aMember(), await redditArchive({ seed: 'stopped', records: 2400 }));
  const stopping = new AbortController();
  let blocksAfter = 0;
  const stopped = world.worker(
    meeting((blocks) => {
      if (stopping.signal.aborted) blocksAfter += 1;
      if (blocks === 45) stopping.abort();
    }),
  );
  expect(await stopped.execute(stopping.signal)).toBe(true);
  expect(blocksAfter).toBe(0);
  expect(await world.importOf(queued.datasetId)).toMatchObject({ state: 'queued', attempt: 0, leasedUntil: null });
  const dataset = await world.datasets.byId(queued.datasetId);
  expect(await world.objectsOf(queued.datasetId)).toBe(dataset?.streams.length);

  expect(await world.worker().execute()).toBe(true);
  expect(await world.importOf(queued.datasetId)).toMatchObject({ state: 'done', attempt: 1, rowsKept: 2400 });
  expect(await world.datasets.byId(queued.datasetId)).toMatchObject({ state: 'ready', records: 2400 });
});

test('a worker that was only slow finds its import taken, and changes nothing', async () => {
  const queued = await world.upload(aMember(), await redditArchive({ seed: 'slow', records: 600 }));
  let overtaken = false;
  const slow = world.worker(
    meeting(async (blocks) => {
      if (blocks < 43 || overtaken) return;
      overtaken = true;
      await world.database.clock.advance(61_000);
      expect(await world.worker().execute()).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }),
  );
  expect(await slow.execute()).toBe(true);
  expect(overtaken).toBe(true);
  expect(await world.importOf(queued.datasetId)).toMatchObject({ state: 'done', attempt: 2 });
  const dataset = await world.datasets.byId(queued.datasetId);
  expect(dataset).toMatchObject({ state: 'ready', records: 600 });
  expect(await world.objectsOf(queued.datasetId)).toBe(dataset?.streams.length);
});

test('an archive that ends its worker four times is given up with a reason', async () => {
  const queued = await world.upload(aMember(), await zipOf(publishedSample('modern')));
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const killed = world.worker(
      meeting(() => {
        throw new Error('killed');
      }),
    );
    await expect(killed.execute()).rejects.toThrow('killed');
    await world.database.clock.advance(61_000);
  }
  expect(await world.worker().execute()).toBe(true);
  expect(await world.importOf(queued.datasetId)).toMatchObject({
    state: 'failed',
    error: { code: 'IMPORT_ABANDONED' },
  });
  expect(await world.datasets.byId(queued.datasetId)).toMatchObject({ state: 'failed' });
});

test('two workers at once import two archives, each once', async () => {
  const member = aMember();
  const queued = [
    await world.upload(member, await redditArchive({ seed: 'left', records: 200 })),
    await world.upload(member, await redditArchive({ seed: 'right', records: 200 })),
  ];
  expect(await Promise.all([world.worker().execute(), world.worker().execute(), world.worker().execute()])).toContain(
    true,
  );
  await untilIdle();
  for (const { datasetId } of queued)
    expect(await world.importOf(datasetId)).toMatchObject({ state: 'done', attempt: 1 });
});

test('progress and both ends are events of the dataset, written with the state they tell of', async () => {
  const queued = await world.upload(aMember(), await redditArchive({ seed: 'events', records: 200 }));
  await untilIdle();
  const events: { state: string }[] = await world.database.dataSource.query(
    `SELECT payload->>'state' AS state FROM outbox WHERE subject = $1 ORDER BY seq`,
    [`imports.progress.${queued.datasetId}`],
  );
  const states = events.map((event) => event.state);
  expect(states.slice(0, 3)).toEqual(['queued', 'running', 'running']);
  expect(states.at(-1)).toBe('done');
});

test('erasing a dataset whose archive still waits destroys the archive’s key too, and nothing is imported', async () => {
  const member = aMember();
  const queued = await world.upload(member, await zipOf(publishedSample('modern')));
  await world.eraseDataset.execute({ viewer: member, datasetId: queued.datasetId });
  expect((await world.uploads.byId(queued.uploadId))?.wrappedKey).toBeNull();
  expect(await world.worker().execute()).toBe(false);
  expect(await world.datasets.byId(queued.datasetId)).toMatchObject({ state: 'erased', streams: [] });
});

test('erasing a dataset in the middle of its import stops the worker, and nothing of it stays', async () => {
  const member = aMember();
  const queued = await world.upload(member, await redditArchive({ seed: 'erased', records: 600 }));
  let erased = false;
  const worker = world.worker(
    meeting(async (blocks) => {
      if (blocks < 43 || erased) return;
      erased = true;
      await world.eraseDataset.execute({ viewer: member, datasetId: queued.datasetId });
    }),
  );
  expect(await worker.execute()).toBe(true);
  expect(erased).toBe(true);
  expect(await world.datasets.byId(queued.datasetId)).toMatchObject({ state: 'erased', streams: [] });
  expect(await world.objectsOf(queued.datasetId)).toBe(0);
  expect(await world.imports.byDatasets([queued.datasetId])).toEqual([]);
});

test('mutated archives end ready or failed; a failed one leaves no stream and no object', async () => {
  const random = new Random('partial');
  const zip = await zipOf(publishedSample('modern'));
  const outcomes = new Set<string>();
  for (let i = 0; i < 25; i += 1) {
    const mutated = Buffer.from(zip);
    for (let n = 0; n < 2; n += 1) mutated[random.below(mutated.length)] = random.below(256);
    const queued = await world.upload(aMember(), mutated);
    await untilIdle();
    const dataset = await world.datasets.byId(queued.datasetId);
    const item = await world.importOf(queued.datasetId);
    outcomes.add(item.state);
    expect([dataset?.state, item.state]).toEqual(item.state === 'done' ? ['ready', 'done'] : ['failed', 'failed']);
    expect(await world.objectsOf(queued.datasetId)).toBe(dataset?.streams.length);
    if (item.state === 'failed') expect(dataset?.streams).toEqual([]);
  }
  expect(outcomes).toEqual(new Set(['done', 'failed']));
});
