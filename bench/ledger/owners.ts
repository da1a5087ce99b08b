import { Client } from 'pg';
import type { Id } from '../../domain/shared/index.ts';
import { BATCH, median, openInProcess, type InProcess } from './in-process.ts';
import type { Market } from './market.ts';
import type { Scale } from './options.ts';
import { query } from './query.ts';

const CUSTOMERS = 200;
const READS = 1_000;

interface Run {
  readonly perSecond: number;
  readonly statementsPerEvent: number;
  readonly walBytesPerEvent: number;
}

/** A version with very many owners beside one with a single owner, in turn, so that the machine's moods hit both. */
export async function measureOwners(market: Market, { owners, ownerRuns, eventsPerOwnerRun }: Scale) {
  const [builder] = await market.accounts(1);
  const many = await market.publish(owners, builder as Id);
  const one = await market.publish(1, builder as Id);
  const poster = await openInProcess(market, CUSTOMERS);
  await query(market.site.databaseUrl, 'VACUUM ANALYZE');
  for (const { id } of [many, one]) await poster.post(await poster.record([id], eventsPerOwnerRun));
  const runs: { many: Run[]; one: Run[] } = { many: [], one: [] };
  for (let i = 0; i < ownerRuns; i += 1) {
    const pairs = [['many', many.id] as const, ['one', one.id] as const];
    for (const [name, id] of i % 2 === 0 ? pairs : pairs.toReversed()) {
      runs[name].push(await postingRun(market, poster, id, eventsPerOwnerRun));
    }
  }
  const of = (list: readonly Run[], field: keyof Run) => median(list.map((run) => run[field]));
  const result = {
    manyOwnersSpeedRatio: round(of(runs.many, 'perSecond') / of(runs.one, 'perSecond'), 3),
    manyOwnersPerSecond: of(runs.many, 'perSecond'),
    oneOwnerPerSecond: of(runs.one, 'perSecond'),
    manyOwnersStatementsPerEvent: of(runs.many, 'statementsPerEvent'),
    oneOwnerStatementsPerEvent: of(runs.one, 'statementsPerEvent'),
    manyOwnersWalBytesPerEvent: leastWal(runs.many),
    oneOwnerWalBytesPerEvent: leastWal(runs.one),
    ownerBalanceMs: await ownerBalanceMs(market, many),
    auditVersion140kMs: await auditVersionMs(market, many.id),
    close140kMs: await market.close(many.id),
  };
  await market.assertAllPosted();
  return result;
}

/** The log is the whole server's: what a vacuum writes meanwhile is not the posting's, and no run writes too little. */
function leastWal(runs: readonly Run[]): number {
  return Math.min(...runs.map((run) => run.walBytesPerEvent));
}

/**
 * By the median of its batches, so that moments in which the machine does other things are left out. Recording is not
 * timed. After a checkpoint the first change of each page is logged whole, so each run begins with one.
 */
async function postingRun(market: Market, poster: InProcess, version: Id, events: number): Promise<Run> {
  const { databaseUrl } = market.site;
  const ids = await poster.record([version], events);
  await query(databaseUrl, 'CHECKPOINT');
  const startsAt = await walPosition(databaseUrl);
  const { value: times, statements } = await countingStatements(() => poster.post(ids));
  const bytes = (await walPosition(databaseUrl)) - startsAt;
  return {
    perSecond: Math.round((BATCH * 1_000) / median(times)),
    statementsPerEvent: round(statements / events, 4),
    walBytesPerEvent: Math.round(bytes / events),
  };
}

async function walPosition(url: string): Promise<number> {
  const [row] = await query<{ at: number }>(url, `SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS at`);
  return (row as { at: number }).at;
}

/** All that this process sends to PostgreSQL meanwhile, BEGIN and COMMIT included. */
async function countingStatements<T>(work: () => Promise<T>): Promise<{ value: T; statements: number }> {
  const { prototype } = Client;
  const original = Reflect.get(prototype, 'query') as (...args: unknown[]) => unknown;
  let statements = 0;
  const counting = function (this: Client, ...args: unknown[]): unknown {
    statements += 1;
    return original.apply(this, args);
  };
  Object.assign(prototype, { query: counting });
  try {
    return { value: await work(), statements };
  } finally {
    Object.assign(prototype, { query: original });
  }
}

/** One owner's line, read as the API reads it: the median of many. */
async function ownerBalanceMs(market: Market, { id, anOwner }: { id: Id; anOwner: Id }): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < READS; i += 1) {
    const startedAt = performance.now();
    const earnings = await market.money.pots.earnings(anOwner, id);
    times.push(performance.now() - startedAt);
    if (!earnings || earnings.earnedMicros === 0n) throw new Error('The owner has earned nothing.');
  }
  return round(median(times), 3);
}

/** All that one version's pot and owners can be held against, without reading the journals. */
async function auditVersionMs(market: Market, id: Id): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const startedAt = performance.now();
    const [fault] = await market.money.auditVersion.execute(id);
    times.push(performance.now() - startedAt);
    if (fault) throw new Error(`The version does not add up: ${fault}`);
  }
  return round(median(times), 1);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
