import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Permit } from '../../domain/consents/index.ts';
import type { Contribution, CountedRecord, Pool, ReadCountedRecords } from '../../domain/pools/index.ts';
import type { Member } from '../governance/members.ts';
import { all, blobPathOf, objectOf } from '../vaults/house.ts';
import { DAY_MS } from './charters.ts';
import { openPoolHouse, texts, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
beforeAll(async () => {
  house = await openPoolHouse();
});
afterAll(() => house.close());

interface Pledger {
  readonly member: Member;
  readonly datasetId: string;
}

/** A live pool whose members pledged these comments, in this order; `persons` binds two accounts to one human. */
async function liveWith(comments: readonly (readonly string[])[], persons: readonly string[] = []) {
  const { pool, builder } = await house.aPool();
  const pledgers: Pledger[] = [];
  for (const [at, each] of comments.entries()) {
    const person = persons[at];
    const member = await house.members.join(person === undefined ? {} : { person });
    const dataset = await house.comments(member, each, `m${at}-`);
    await house.pledge(member, pool, dataset);
    pledgers.push({ member, datasetId: dataset.id });
  }
  await house.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
  for (const { member } of pledgers) await house.vote(member, pool.id, 'FOR').catch(notOnRoll);
  await house.database.clock.advance(DAY_MS);
  await house.settle();
  await house.database.clock.advance(DAY_MS);
  await house.settle();
  expect(await house.stateOf(pool)).toBe('live');
  return { pool, pledgers };
}

/** The second account of a person has no vote of its own. */
function notOnRoll(error: { code?: string }): void {
  if (error.code !== 'NO_VOTING_POWER') throw error;
}

async function contributionOf(pool: Pool, { member }: Pledger): Promise<Contribution> {
  const [contribution] = await house.contributions.ofUserIn([pool.id], member.viewer.userId);
  return contribution as Contribution;
}

async function decided(pool: Pool, pledgers: readonly Pledger[]): Promise<Contribution[]> {
  await house.evaluateAll();
  return Promise.all(pledgers.map((pledger) => contributionOf(pool, pledger)));
}

async function digestsIn(pool: Pool): Promise<number> {
  const rows = await house.database.dataSource.query('SELECT 1 FROM pool_text_digests WHERE pool_id = $1', [pool.id]);
  return (rows as unknown[]).length;
}

describe('an evaluation', () => {
  test('accepts the original and rejects the copycat, who remade ids, dates, case and spacing', async () => {
    const original = texts('alice', 30);
    const disguised = original.map((text) => ` ${text.toUpperCase().replaceAll(' ', '  ')}\u200b`);
    const { pool, pledgers } = await liveWith([original, [...disguised, ...texts('thief', 6)], texts('carol', 12)]);
    const [alice, thief, carol] = await decided(pool, pledgers);
    expect(alice).toMatchObject({ state: 'accepted', units: 30n, duplicates: 0, reasons: [] });
    expect(thief).toMatchObject({ state: 'rejected', units: 0n, duplicates: 30, reasons: ['MOSTLY_COPIED'] });
    expect(carol).toMatchObject({ state: 'accepted', units: 12n });
  });

  test('leaves no digest of a rejected contribution, so it takes nothing from who comes later', async () => {
    const few = texts('shared', 4);
    const { pool, pledgers } = await liveWith([few, [...few, ...texts('dave', 20)]]);
    const [first, second] = await decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'rejected', reasons: ['TOO_FEW_RECORDS'] });
    expect(second).toMatchObject({ state: 'accepted', units: 24n, duplicates: 0 });
    expect(await digestsIn(pool)).toBe(24);
  });

  test('counts a repeated record once, and a person’s second account as the same person', async () => {
    const own = texts('erin', 10);
    const { pool, pledgers } = await liveWith([[...own, ...own], own, texts('frank', 10)], ['erin', 'erin', 'frank']);
    const [first, second] = await decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'accepted', records: 20, units: 10n, repeats: 10, duplicates: 0 });
    expect(second).toMatchObject({ state: 'rejected', repeats: 10, duplicates: 0, reasons: ['TOO_FEW_RECORDS'] });
  });

  test('gives a record that two bring to who pledged first, however many workers evaluate', async () => {
    const common = texts('common', 40);
    const bring = Array.from({ length: 4 }, (_, at) => [...common.slice(0, 4), ...texts(`of ${at}`, 10)]);
    const { pool, pledgers } = await liveWith(bring);
    const workers = Array.from({ length: 4 }, () => house.evaluator());
    for (let round = 0; round < 5; round += 1) await Promise.all(workers.map((worker) => worker.execute()));
    const found = await decided(pool, pledgers);
    expect(found.map((each) => Number(each.units))).toEqual([14, 10, 10, 10]);
    expect(found.map((each) => each.duplicates)).toEqual([0, 4, 4, 4]);
  });

  test('reads blocks without losing or doubling a record', async () => {
    const { pool, pledgers } = await liveWith([texts('many', 1201), texts('few', 10)]);
    const [many] = await decided(pool, pledgers);
    expect(many).toMatchObject({ state: 'accepted', records: 1201, units: 1201n });
  });

  test('is in the member’s access log', async () => {
    const { pool, pledgers } = await liveWith([texts('gina', 10), texts('hugo', 10)]);
    await decided(pool, pledgers);
    const [{ member, datasetId }] = pledgers as [Pledger];
    const request = { limit: 5, direction: 'forward' } as const;
    const { items } = await house.house.accessLog.pageOf(member.viewer.userId, datasetId, request);
    expect(items).toEqual([expect.objectContaining({ actor: 'pools.evaluate', result: 'allowed' })]);
  });
});

describe('a corpus', () => {
  test('has only the records that count: no copies, no repeats', async () => {
    const own = texts('ines', 10);
    const copied = texts('jon', 8);
    const { pool, pledgers } = await liveWith([copied, [...own, ...copied, ...own]]);
    const ines = (await decided(pool, pledgers))[1] as Contribution;
    expect(ines).toMatchObject({ state: 'accepted', units: 10n, duplicates: 8, repeats: 10 });
    const counted = await all(house.reading.unitsOf(await permitFor(pool, ines), ines, (await charterOf(pool)).scope));
    expect(counted.map(({ record }) => record['body'])).toEqual(own);
    expect(counted.every(({ record }) => !('id' in record))).toBe(true);
  });
});

describe('when it cannot be judged', () => {
  test('a contribution whose consent was withdrawn meanwhile is withdrawn, and the others go on', async () => {
    const { pool, pledgers } = await liveWith([texts('kim', 10), texts('lea', 10)]);
    const kim = await contributionOf(pool, pledgers[0] as Pledger);
    await house.withdraw((pledgers[0] as Pledger).member, kim);
    const [first, second] = await decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'withdrawn' });
    expect(second).toMatchObject({ state: 'accepted' });
  });

  test('a withdrawal while it is read stops the reading, and nothing is claimed', async () => {
    const { pool, pledgers } = await liveWith([texts('mia', 1500), texts('noa', 10)]);
    const mia = await contributionOf(pool, pledgers[0] as Pledger);
    const seen: number[] = [];
    const interrupted: Pick<ReadCountedRecords, 'blocks'> = {
      blocks: async function* (...ask): AsyncGenerator<CountedRecord[], void, undefined> {
        for await (const block of house.reading.blocks(...ask)) {
          seen.push(block.length);
          if (seen.length === 1) await house.withdraw((pledgers[0] as Pledger).member, mia);
          yield block;
        }
      },
    };
    await house.evaluator(interrupted).execute();
    expect(seen).toEqual([500]);
    expect(await digestsIn(pool)).toBe(0);
    expect(await contributionOf(pool, pledgers[0] as Pledger)).toMatchObject({ state: 'withdrawn', units: 0n });
  });

  test('a dataset whose sealed bytes are damaged is rejected as unreadable, and the others go on', async () => {
    const { pool, pledgers } = await liveWith([texts('ole', 10), texts('pia', 10)]);
    const [{ datasetId }] = pledgers as [Pledger];
    const dataset = await house.house.datasets.byId(datasetId);
    if (dataset) await writeFile(blobPathOf(house.house, objectOf(dataset)), 'not what was sealed');
    const [first, second] = await decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'rejected', reasons: ['UNREADABLE'] });
    expect(second).toMatchObject({ state: 'accepted' });
  });

  test('a worker that is stopped gives the contribution back at once, and nothing is claimed', async () => {
    const { pool, pledgers } = await liveWith([texts('ula', 1500), texts('vic', 10)]);
    const stopping = new AbortController();
    const seen: number[] = [];
    const stopped: Pick<ReadCountedRecords, 'blocks'> = {
      blocks: async function* (...ask): AsyncGenerator<CountedRecord[], void, undefined> {
        for await (const block of house.reading.blocks(...ask)) {
          if (seen.push(block.length) === 2) stopping.abort();
          yield block;
        }
      },
    };
    expect(await house.evaluator(stopped).execute(stopping.signal)).toBe(true);
    expect(seen).toEqual([500, 500]);
    expect(await digestsIn(pool)).toBe(0);
    expect(await contributionOf(pool, pledgers[0] as Pledger)).toMatchObject({ state: 'pending' });
    expect(await house.evaluator().execute()).toBe(true);
    const found = await decided(pool, pledgers);
    expect(found.map((each) => each.units)).toEqual([1500n, 10n]);
  });

  test('an evaluation that breaks off is tried again after its lease, in its place in the order', async () => {
    const { pool, pledgers } = await liveWith([texts('quin', 10), texts('rosa', 10)]);
    const broken: Pick<ReadCountedRecords, 'blocks'> = {
      blocks: () => {
        throw new Error('the process lost its disk');
      },
    };
    await expect(house.evaluator(broken).execute()).rejects.toThrow('lost its disk');
    expect(await house.evaluator().execute()).toBe(false);
    await house.database.clock.advance(60_000);
    const found = await decided(pool, pledgers);
    expect(found.map((each) => each.state)).toEqual(['accepted', 'accepted']);
  });
});

test('a withdrawal after acceptance ends units, digests and the vote', async () => {
  const { pool, pledgers } = await liveWith([texts('sam', 10), texts('tea', 10)]);
  const [sam] = await decided(pool, pledgers);
  const voters = () =>
    house.database.transactions.run(async (tx) => house.electorates.get('members')?.roll(tx, pool.id));
  expect(await voters()).toHaveLength(2);
  await house.withdraw((pledgers[0] as Pledger).member, sam as Contribution);
  expect(await voters()).toHaveLength(1);
  expect(await digestsIn(pool)).toBe(10);
  expect((await house.contributions.counts([pool.id])).get(pool.id)).toMatchObject({
    accepted: 1,
    withdrawn: 1,
    units: 10n,
  });
});

async function charterOf(pool: Pool) {
  const charter = await house.charters.byId(pool.charterId);
  if (!charter) throw new Error('A pool has a charter.');
  return charter;
}

async function permitFor(pool: Pool, { consentId, datasetId }: Contribution): Promise<Permit> {
  const { scope, scopeDigest } = await charterOf(pool);
  const use = { consentId, datasetId, scopeDigest, purpose: scope.purpose, actor: 'test' };
  return house.database.transactions.run((tx) => house.house.mintPermit.forConsent(tx, use));
}
