import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseModel } from '../../domain/training/ngram/index.ts';
import type { CleanRoom, RoomJob } from '../../domain/training/index.ts';
import { all, outboxSubjects } from '../vaults/house.ts';
import { openTrainingHouse, speakers, type TrainingHouse } from './training-house.ts';

let house: TrainingHouse;
beforeAll(async () => {
  house = await openTrainingHouse();
}, 30_000);
afterAll(() => house.close());

const refused = (code: string) => expect.objectContaining({ code });

test('only the builder of a live pool proposes a run, of an algorithm as it is on disk', async () => {
  const live = await house.aLivePool(speakers(2, 15));
  const stranger = live.members[0]?.viewer as { userId: string; isOperator: boolean; sessionId: null };
  await expect(house.propose(live, { viewer: stranger })).rejects.toEqual(refused('FORBIDDEN'));
  await expect(house.propose(live, { algorithmDigest: '0'.repeat(64) })).rejects.toEqual(refused('ALGORITHM_CHANGED'));
  const young = await house.aPool();
  await expect(house.propose({ ...young, members: [] })).rejects.toEqual(refused('POOL_NOT_TRAINABLE'));
  const proposal = await house.propose(live);
  expect(proposal).toMatchObject({ kind: 'approve-run', electorate: 'members', rollTotal: 2n, groupId: live.pool.id });
  expect(proposal.params).toMatchObject({ config: { streams: [{ name: 'reddit.comments', fields: ['body'] }] } });
});

test('an approved run trains once, and seals a model that only its pool’s key opens', async () => {
  const live = await house.aLivePool(speakers(3, 60, 2));
  const approved = await house.anApprovedRun(live);
  expect(approved).toMatchObject({ state: 'approved', poolId: live.pool.id, builderId: live.builder.viewer.userId });
  const ran = await Promise.all([house.trainer().execute(), house.trainer().execute()]);
  expect(ran.filter(Boolean)).toHaveLength(1);
  const run = await house.runById(approved.id);
  expect(run).toMatchObject({ state: 'succeeded', recordsTotal: 180, recordsFed: 180, failure: null });
  const { trainingRecords, heldOutRecords } = run.metrics as { trainingRecords: number; heldOutRecords: number };
  expect(trainingRecords + heldOutRecords).toBe(180);
  expect(heldOutRecords).toBeGreaterThan(4);
  const bytes = Buffer.concat(await all(house.house.openObject.execute(live.pool.id, run.artefactObjectId as string)));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(run.artefactDigest);
  expect(parseModel(bytes.toString()).listedWords).toBe(run.metrics?.vocabulary);
  const events = (await outboxSubjects(house.database)).filter((subject) => subject === `training.run.${run.id}`);
  expect(events.length).toBeGreaterThanOrEqual(3);
  expect(await house.trainer().execute()).toBe(false);
});

/** Sees what goes into the room, and then lets the real room do its work. */
class Window implements CleanRoom {
  readonly lines: string[] = [];
  constructor(
    private readonly room: CleanRoom,
    private readonly afterLines: (count: number) => Promise<void> = async () => {},
  ) {}
  probe(): Promise<void> {
    return this.room.probe();
  }
  run(job: RoomJob): Promise<Buffer> {
    return this.room.run({ ...job, corpus: this.seen(job.corpus) });
  }
  private async *seen(corpus: AsyncIterable<string>): AsyncIterable<string> {
    for await (const line of corpus) {
      this.lines.push(line);
      await this.afterLines(this.lines.length);
      yield line;
    }
  }
}

test('what goes into the room has pseudonyms of this pool, text, and nothing else', async () => {
  const shared = speakers(2, 30, 3);
  const [one, other] = [await house.aLivePool(shared, ['ann', 'bob']), await house.aLivePool(shared, ['ann', 'bob'])];
  const owners: Set<string>[] = [];
  for (const live of [one, other]) {
    await house.anApprovedRun(live);
    const window = new Window(house.bubblewrap);
    await house.trainer(window).execute();
    const records = window.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records).toHaveLength(60);
    for (const record of records) {
      expect(Object.keys(record).filter((key) => key !== 'h')).toEqual(['m', 's', 't']);
      expect(record['m']).toMatch(/^[a-z2-7]{26}$/);
    }
    expect(window.lines.join('')).not.toContain('2026-01-01');
    owners.push(new Set(records.map((record) => record['m'] as string)));
  }
  const [first, second] = owners as [Set<string>, Set<string>];
  expect(first.size).toBe(2);
  expect([...first].filter((pseudonym) => second.has(pseudonym))).toEqual([]);
});

test('a copy of another member’s records never reaches the room', async () => {
  const [ann = [], bob = [], carl = []] = speakers(3, 30, 4);
  const live = await house.aLivePool([ann, bob, [...ann.slice(0, 15), ...carl]]);
  await house.anApprovedRun(live);
  const window = new Window(house.bubblewrap);
  await house.trainer(window).execute();
  expect(window.lines).toHaveLength(90);
  expect(new Set(window.lines.map((line) => (JSON.parse(line) as { t: string }).t)).size).toBe(90);
});

test('a consent withdrawn while the run reads stops it, and the run starts again without that member', async () => {
  const live = await house.aLivePool(speakers(3, 450, 5));
  const run = await house.anApprovedRun(live);
  const [leaver] = live.members;
  const [contribution] = await house.contributions.ofUserIn([live.pool.id], leaver?.viewer.userId as string);
  const { consentId = '' } = contribution ?? {};
  const withdrawing = new Window(house.bubblewrap, async (count) => {
    if (count === 1) await house.withdraw(leaver as (typeof live.members)[0], { consentId });
  });
  await house.trainer(withdrawing).execute();
  expect(withdrawing.lines.length).toBeLessThan(450);
  expect(await house.runById(run.id)).toMatchObject({ state: 'approved', corpusId: null, recordsFed: 0 });
  const again = new Window(house.bubblewrap);
  await house.trainer(again).execute();
  expect(await house.runById(run.id)).toMatchObject({ state: 'succeeded', recordsTotal: 900, recordsFed: 900 });
  expect(again.lines).toHaveLength(900);
});

test('a program whose bytes are no longer those of the vote does not start', async () => {
  const live = await house.aLivePool(speakers(2, 15, 6));
  const run = await house.anApprovedRun(live);
  const { program } = house.algorithms.all()[0] as { program: string };
  await appendFile(join(house.compiled.root, program), '\n');
  const window = new Window(house.bubblewrap);
  await house.trainer(window).execute();
  expect(await house.runById(run.id)).toMatchObject({ state: 'failed', failure: { code: 'ALGORITHM_CHANGED' } });
  expect(window.lines).toEqual([]);
  await house.restorePrograms();
});

test('what a program prints beside its typed form is refused whole', async () => {
  const live = await house.aLivePool(speakers(2, 15, 7));
  const run = await house.anApprovedRun(live);
  const chatty: CleanRoom = {
    probe: async () => {},
    run: async () => Buffer.from('{"heldOutPerplexity":1}\nann said\n'),
  };
  await house.trainer(chatty).execute();
  const failed = await house.runById(run.id);
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'OUTPUT_REFUSED' }, artefactObjectId: null });
  expect(JSON.stringify(failed.failure)).not.toContain('ann said');
});

test('a run whose worker died is taken up by another; one that kills its workers is given up', async () => {
  const live = await house.aLivePool(speakers(2, 15, 8));
  const run = await house.anApprovedRun(live);
  const dying: CleanRoom = { probe: async () => {}, run: () => Promise.reject(new Error('the machine stopped')) };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await expect(house.trainer(dying).execute()).rejects.toThrow('the machine stopped');
    expect(await house.trainer().execute()).toBe(false);
    await house.database.clock.advance(31_000);
  }
  expect(await house.runById(run.id)).toMatchObject({ state: 'running' });
  await house.trainer().execute();
  expect(await house.runById(run.id)).toMatchObject({ state: 'failed', failure: { code: 'RUN_ABANDONED' } });
});

test('what was voted on and what a finished run left cannot be changed, even in the database', async () => {
  const { dataSource } = house.database;
  const change = (sql: string) => dataSource.query(sql);
  const live = await house.aLivePool(speakers(2, 15, 9));
  const run = await house.anApprovedRun(live);
  const digest = '0'.repeat(64);
  await expect(
    change(`UPDATE training_runs SET algorithm_digest = '${digest}' WHERE id = '${run.id}'`),
  ).rejects.toThrow('never change');
  await house.trainer().execute();
  await expect(change(`UPDATE training_runs SET artefact_digest = '${digest}' WHERE id = '${run.id}'`)).rejects.toThrow(
    'never change',
  );
  await expect(change(`DELETE FROM training_runs WHERE id = '${run.id}'`)).rejects.toThrow('never changed or deleted');
  await expect(change('UPDATE corpus_members SET records = 1')).rejects.toThrow('never changed or deleted');
});

test('a pool’s key, once destroyed, is never made again', async () => {
  const { pool } = await house.aPool();
  const { transactions } = house.database;
  const pseudonym = () =>
    transactions.run(async (tx) => (await house.poolKeyring.of(tx, pool.id)).pseudonym('someone'));
  const [one, other] = await Promise.all([pseudonym(), pseudonym()]);
  expect(one).toBe(other);
  await transactions.run((tx) => house.poolKeys.destroy(tx, pool.id));
  await expect(pseudonym()).rejects.toEqual(refused('NOT_FOUND'));
});
