import type { ModelVersionStateFragment } from '../../codegen/generated/graphql.ts';
import type { Operator } from './actors/operator.ts';
import type { Contributed } from './data.ts';
import { ownersShareMicros, type Metered } from './metering.ts';
import { percent, type OwnedModel } from './model.ts';
import type { People } from './people.ts';
import { money, type Terminal } from './terminal.ts';

/** What must be found in the books: who paid in, and how many calls were accepted. */
export type Counted = Pick<Metered, 'accounts' | 'accepted'>;

/** What was counted and paid, as the API tells it after everything. */
export interface Books {
  readonly usagePosted: number;
  readonly paidMicros: bigint;
  readonly ownersMicros: bigint;
  readonly builderMicros: bigint;
  readonly platformMicros: bigint;
  readonly entriesSumMicros: bigint;
}

/** Recomputes all of it from prices and weights, by itself, and lists everything that does not agree. */
export async function verify(
  people: People,
  members: readonly Contributed[],
  model: OwnedModel,
  metered: Counted,
  terminal: Terminal,
): Promise<{ books: Books; faults: readonly string[] }> {
  terminal.chapter('Everything is recomputed from prices and weights, and compared');
  const { version } = model;
  const { operator, builder } = people;
  const audit = await operator.audits();
  const lines = (await Promise.all(metered.accounts.map(({ customer }) => customer.usage()))).flat();
  const posted = lines.filter(({ state }) => state === 'POSTED').length;
  const { pot, faults } = await checkOwners(members, model, posted, terminal);
  const books: Books = {
    usagePosted: posted,
    paidMicros: await paidMicros(metered, version.currency),
    ownersMicros: pot,
    builderMicros: await builder.balanceMicros(version.currency),
    platformMicros: await operator.platformMicros(version.currency),
    entriesSumMicros: await entriesSumMicros(operator),
  };
  const expect = (what: string, holds: boolean) => {
    if (!holds) faults.push(what);
  };
  const billed = lines.reduce((sum, line) => sum + BigInt(line.chargedMicros ?? 0), 0n);
  const price = BigInt(version.pricePerQueryMicros);
  expect('every accepted event is posted once', posted === metered.accepted && lines.length === posted);
  expect('entries sum to zero', books.entriesSumMicros === 0n && audit.entriesSumMicros === '0');
  expect('balances sum to zero', audit.balancesSumMicros === '0');
  expect(`the audit finds nothing: ${audit.faults.join('; ')}`, audit.faults.length === 0);
  expect('customers paid the price of each query', books.paidMicros === price * BigInt(posted));
  expect('customers see every call they paid for', billed === books.paidMicros);
  const left = books.paidMicros - books.builderMicros - books.platformMicros;
  expect('owners have what customers paid, less fees', left === books.ownersMicros);
  expect(
    'no gateway left a gap',
    (await operator.gateways()).every(({ sequenceGaps }) => sequenceGaps.length === 0),
  );
  for (const fault of faults) terminal.fact(`NOT TRUE: ${fault}`);
  if (faults.length === 0)
    terminal.fact('Entries sum to zero; owners have what customers paid, less fees, to the micro.');
  return { books, faults };
}

/** From the weights that were frozen before the first query, not from what the server says of earnings. */
async function checkOwners(members: readonly Contributed[], model: OwnedModel, posted: number, terminal: Terminal) {
  const { version, shares, capTable } = model;
  const pot = ownersShareMicros(version) * BigInt(posted);
  const total = BigInt(capTable.totalWeight);
  const faults: string[] = [];
  const rows: string[][] = [];
  let earnedSum = 0n;
  for (const [i, { member, persona }] of members.entries()) {
    const weight = shares[i]?.weight ?? 0n;
    const expected = (pot * weight) / total;
    const earnings = await member.earningsIn(version.id);
    const earned = BigInt(earnings?.earnedMicros ?? 0);
    earnedSum += earned;
    if (earned !== expected) faults.push(`${member.handle} earned ${earned} micros, not ${expected}`);
    if (persona !== 'honest' && weight !== 0n) faults.push(`${member.handle} owns a share of ${weight}`);
    if (persona === 'honest' && weight === 0n) faults.push(`${member.handle} owns nothing`);
    const drawn = BigInt(earnings?.drawnMicros ?? 0);
    rows.push([member.handle, percent(weight, total), money(earned, version.currency), money(drawn, version.currency)]);
  }
  terminal.table(['member', 'owns', 'earned', 'drawn'], rows);
  if (earnedSum > pot || pot - earnedSum >= BigInt(capTable.members)) faults.push('the pot does not cover its owners');
  if (shares.reduce((sum, share) => sum + share.weight, 0n) !== total) faults.push('weights do not sum to the total');
  return { pot: await potMicros(members, version, pot, faults), faults };
}

/** What the server says the pot is; compared with what it must be. */
async function potMicros(
  members: readonly Contributed[],
  version: ModelVersionStateFragment,
  expected: bigint,
  faults: string[],
): Promise<bigint> {
  const owner = members.find(({ persona }) => persona === 'honest');
  const pot = BigInt((await owner?.member.earningsIn(version.id))?.revenueMicros ?? -1);
  if (pot !== expected) faults.push(`the pot holds ${pot} micros, not ${expected}`);
  return pot;
}

/** Over every entry of every journal, read one by one. */
async function entriesSumMicros(operator: Operator): Promise<bigint> {
  const entries = (await operator.journals()).flatMap((journal) => journal.entries);
  return entries.reduce((sum, entry) => sum + BigInt(entry.amountMicros), 0n);
}

async function paidMicros({ accounts }: Counted, currency: string): Promise<bigint> {
  let paid = 0n;
  for (const { customer, toppedUpMicros } of accounts) {
    paid += toppedUpMicros - (await customer.balanceMicros(currency));
  }
  return paid;
}
