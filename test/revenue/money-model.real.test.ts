import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { openMarket, type Customer, type Market } from './market.ts';
import * as commands from './model/commands.ts';
import { CrashingTransactions } from './model/crashing.ts';
import { MoneyModel } from './model/money-model.ts';

/** `npm run test:faults` runs all of the 10,000; every run of the tests some, from another seed each time it is asked. */
const SEQUENCES = Number(process.env['COMMONPOOL_MODEL_SEQUENCES'] ?? 120);
const SEED = Number(process.env['COMMONPOOL_MODEL_SEED'] ?? 20_261_125);
const WEIGHTS = [5n, 3n, 0n, 2n];

let market: Market;
let crashing: CrashingTransactions;
let customers: Customer[];
let people: Awaited<ReturnType<Market['publish']>>;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: String(commands.WINDOW_DAYS * 24 * 3_600_000) }, (real) => {
    crashing = new CrashingTransactions(real);
    return crashing;
  });
  people = await market.publish({ weights: WEIGHTS });
});
afterAll(() => market.close());

const small = fc.integer({ min: 0, max: 1_000 });
const anyCommands = fc.commands(
  [
    fc.tuple(fc.nat({ max: 1 }), fc.bigInt(1n, 400n)).map(([who, amount]) => commands.topUp(who, amount)),
    fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 30 })).map(([who, n]) => commands.meter(who, n)),
    fc.tuple(fc.nat({ max: 1 }), fc.integer({ min: 1, max: 30 })).map(([who, n]) => commands.meter(who, n)),
    fc.tuple(small, fc.boolean()).map(([at, other]) => commands.duplicate(at, other)),
    fc.constant(0).map(() => commands.post()),
    fc.constant(0).map(() => commands.post()),
    fc.constant(0).map(() => commands.postFunded()),
    fc.tuple(small, fc.integer({ min: 1, max: 1_000 })).map(([at, part]) => commands.refund(at, part)),
    fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 1_000 })).map(([who, part]) => commands.draw(who, part)),
    fc.nat({ max: 3 }).map((who) => commands.overdraw(who)),
    fc.integer({ min: 1, max: 4 }).map((days) => commands.ripen(days)),
    fc.constant(0).map(() => commands.drain()),
    fc.constant(0).map(() => commands.close()),
    fc.constantFrom('before commit' as const, 'after commit' as const).map((point) => commands.crash(point)),
  ],
  { size: '+1', maxCommands: 40 },
);

const balance = (key: string) => market.money.accounts.balance(key);

/** A version and customers of its own for each sequence; the other people are those of the sequence before. */
async function setUp() {
  customers = [await market.customer(), await market.customer()];
  await market.fundReserve(1_000_000n);
  const version = await market.publish({ weights: WEIGHTS, pricePerQueryMicros: 10n, people });
  const model = new MoneyModel(WEIGHTS, { platformPpm: 100_000, builderPpm: 200_000 }, customers.length);
  for (const [i, { viewer }] of customers.entries()) model.balances[i] = await balance(`customer:${viewer.userId}:EUR`);
  model.builder = await balance(`builder:${people.builder.userId}:EUR`);
  model.platform = await balance('platform:EUR');
  model.reserve = await balance('reserve:EUR');
  return { model, real: { market, crashing, model: version, customers, events: [], inboxIds: [] as bigint[] } };
}

async function agree(model: MoneyModel, { model: version, inboxIds }: { model: { id: string }; inboxIds: bigint[] }) {
  const events = await Promise.all(inboxIds.map((id) => market.money.inbox.byId(id)));
  expect(events.map((event) => event?.state)).toEqual(model.calls.map((call) => call.state));
  const drawn = model.drawn.reduce((a, b) => a + b, 0n);
  const pot = await Promise.all(['pot', 'draws', 'settled'].map((kind) => balance(`${kind}:${version.id}`)));
  expect(pot).toEqual(model.state === 'closed' ? [0n, 0n, model.revenue - drawn] : [model.revenue, -drawn, 0n]);
  for (const [i, { viewer }] of customers.entries()) {
    expect(await balance(`customer:${viewer.userId}:EUR`)).toBe(model.balances[i]);
  }
  expect(await balance(`builder:${people.builder.userId}:EUR`)).toBe(model.builder);
  expect(await balance('platform:EUR')).toBe(model.platform);
  expect(await balance('reserve:EUR')).toBe(model.reserve);
  for (const [i, owner] of people.owners.entries()) {
    const { earnedMicros, availableMicros, drawnMicros } = await market.earnings(owner, version.id);
    expect({ earnedMicros, availableMicros, drawnMicros }).toEqual({
      earnedMicros: model.earned(i),
      availableMicros: model.available(i),
      drawnMicros: model.drawn[i],
    });
  }
}

test(
  `after any of ${SEQUENCES} sequences of acts, repeats and crashes the books say what a plain model says`,
  async () => {
    const property = fc.asyncProperty(anyCommands, async (sequence) => {
      const { model, real } = await setUp();
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      crashing.next = null;
      await agree(model, real);
      await market.money.postUsage.execute(real.inboxIds);
      await market.postFunded();
    });
    await fc.assert(property, { numRuns: SEQUENCES, seed: SEED, endOnFailure: false });
    expect(await market.faults()).toEqual([]);
    expect(await market.money.auditStatements.execute({ full: true })).toEqual([]);
  },
  Math.max(60_000, SEQUENCES * 1_000),
);
