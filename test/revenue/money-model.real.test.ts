import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Viewer } from '../../domain/identity/index.ts';
import { DESTINATION_WAIT_MS } from '../../domain/payouts/index.ts';
import { wirePayouts, type PayoutsContext } from '../../wiring/payouts.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { openMarket, type Market } from './market.ts';
import { anyActs, CUSTOMERS, WEIGHTS } from './model/any-acts.ts';
import { agree, keysOf } from './model/agreement.ts';
import * as commands from './model/commands.ts';
import { CrashingTransactions } from './model/crashing.ts';
import { MoneyModel } from './model/money-model.ts';
import { MINIMUM_MICROS } from './model/payout-model.ts';
import { Tally, type Real } from './model/real.ts';

/** `npm run test:faults` runs all of the 10,000; every run of the tests some, from another seed each time it is asked. */
const SEQUENCES = Number(process.env['COMMONPOOL_MODEL_SEQUENCES'] ?? 80);
const SEED = Number(process.env['COMMONPOOL_MODEL_SEED'] ?? 20_261_125);

/** What must have come of each act once in eighty sequences, for the rest to mean anything. */
const ENDS = {
  'top up': ['accepted'],
  meter: ['accepted'],
  duplicate: ['duplicate', 'conflict'],
  post: ['accepted'],
  refund: ['accepted', 'RESERVE_INSUFFICIENT'],
  draw: ['accepted'],
  'repeat draw': ['repeated', 'IDEMPOTENCY_KEY_REUSED'],
  overdraw: ['EARNINGS_INSUFFICIENT'],
  'request payout': ['accepted', 'INVALID_INPUT', 'PAYOUT_BELOW_MINIMUM', 'INSUFFICIENT_BALANCE'],
  'repeat payout': ['repeated', 'IDEMPOTENCY_KEY_REUSED'],
  'cancel payout': ['accepted', 'PAYOUT_STATE'],
  'send payout': ['accepted', 'SAME_HANDS', 'PAYOUT_BATCH_CHANGED', 'PAYOUTS_NOT_DUE'],
  'payout settled': ['accepted', 'PAYOUT_STATE'],
  'payout returned': ['accepted', 'PAYOUT_STATE'],
  drain: ['accepted'],
  close: ['accepted'],
  crash: ['accepted'],
};

let market: Market;
let payouts: PayoutsContext;
let crashing: CrashingTransactions;
let people: Awaited<ReturnType<Market['publish']>>;
let hands: [Viewer, Viewer];
const tally = new Tally();

/** Audits read all there is, so an instance that grew for ten thousand sequences would spend its time on the first ones. */
const SEQUENCES_PER_INSTANCE = 250;

beforeAll(() => open());
afterAll(() => market.close());

async function open(): Promise<void> {
  const environment = {
    COMMONPOOL_MATURITY_MS: String(commands.WINDOW_DAYS * 24 * 3_600_000),
    COMMONPOOL_MIN_PAYOUT_MICROS: String(MINIMUM_MICROS),
  };
  market = await openMarket(environment, (real) => {
    crashing = new CrashingTransactions(real);
    return crashing;
  });
  const { ground, members, money, billing } = market;
  payouts = wirePayouts(ground, members.identity, wireNotices(ground), money, [billing.refunds]);
  people = await market.publish({ weights: WEIGHTS });
  await market.fundReserve(200_000n);
  hands = [await operator(), await operator()];
  for (const payee of [...people.owners, people.builder]) await setDestination(payee);
  await market.db.clock.advance(DESTINATION_WAIT_MS);
}

async function beginAnew(): Promise<void> {
  expect(await everyFault()).toEqual([]);
  await market.close();
  await open();
}

async function operator(): Promise<Viewer> {
  return { ...(await market.members.join()).viewer, isOperator: true };
}

async function setDestination(viewer: Viewer): Promise<void> {
  const salt = randomBytes(16).toString('hex');
  const details = { kind: 'iban', account: 'DE89370400440532013000', holder: 'Ada Lovelace', salt } as const;
  await payouts.setDestination.execute({ viewer, currency: 'EUR', details, statementJws: null });
}

/** A version and customers of its own for each sequence; the other people are those of the sequence before. */
async function setUp(): Promise<{ model: MoneyModel; real: Real }> {
  const [version, ...customers] = await Promise.all([
    market.publish({ weights: WEIGHTS, pricePerQueryMicros: commands.PRICE_MICROS, people }),
    ...Array.from({ length: CUSTOMERS }, () => market.customer()),
  ] as const);
  const payees = [...people.owners, people.builder];
  const real = { market, payouts, crashing, model: version, payees, hands, customers, events: [], inboxIds: [], tally };
  const model = new MoneyModel(WEIGHTS, { platformPpm: 100_000, builderPpm: 200_000 }, customers.length);
  const { wallets, instance } = keysOf(real);
  const balances = await market.money.accounts.balances([...wallets, ...instance]);
  const micros = [...wallets, ...instance].map((key) => balances.get(key) ?? 0n);
  model.wallets.splice(0, wallets.length, ...micros.slice(0, wallets.length));
  const [platform = 0n, reserve = 0n, payable = 0n, external = 0n] = micros.slice(wallets.length);
  Object.assign(model, { platform, reserve, payable, external });
  return { model, real };
}

/** All that the instance can prove of itself; invoices are issued before, as months went by. */
async function everyFault(): Promise<readonly string[]> {
  const { db, billing, money } = market;
  await db.clock.advance(60_000);
  while (await billing.tallyCharges.execute());
  while (await billing.issueInvoices.execute());
  return [
    ...(await market.faults()),
    ...(await money.auditStatements.execute({ full: true })),
    ...(await billing.auditBilling.execute()),
    ...(await payouts.auditPayouts.execute()),
  ];
}

test(
  `after any of ${SEQUENCES} sequences of acts, repeats and crashes the books say what a plain model says`,
  async () => {
    let sequences = 0;
    const property = fc.asyncProperty(anyActs, async (sequence) => {
      if (sequences > 0 && sequences % SEQUENCES_PER_INSTANCE === 0) await beginAnew();
      sequences += 1;
      const { model, real } = await setUp();
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      crashing.next = null;
      await agree(model, real);
      await market.money.postUsage.execute(real.inboxIds);
      await market.postFunded();
      expect(await payouts.auditPayouts.execute()).toEqual([]);
      expect(await market.money.auditVersion.execute(real.model.id)).toEqual([]);
    });
    await fc.assert(property, { numRuns: SEQUENCES, seed: SEED, endOnFailure: false });
    expect(await everyFault()).toEqual([]);
    if (SEQUENCES > 80) console.log(`${sequences} sequences\n${JSON.stringify(tally.counts, null, 2)}`);
  },
  Math.max(60_000, SEQUENCES * 1_000),
);

/** Sequences in which nobody ever gets as far as to be paid would agree with any model. */
test('each act came to each of its ends', () => {
  const ends = Object.entries(ENDS).flatMap(([act, outcomes]) => outcomes.map((outcome) => ({ act, outcome })));
  const rare = ends.filter(({ act, outcome }) => tally.times(act, outcome) < Math.floor(SEQUENCES / 80));
  expect(rare).toEqual([]);
});
