import { expect } from '@jest/globals';
import type { MoneyModel } from './money-model.ts';
import type { Real } from './real.ts';

/** Every account that a sequence can move, and what one of the owners can draw: each in their turn. */
export async function agreeOnBalances(model: MoneyModel, real: Real): Promise<void> {
  const expected = expectedBalances(model, real);
  const [balances] = await Promise.all([
    real.market.money.accounts.balances([...expected.keys()]),
    agreeOnOwner(model, real, real.tally.total % model.weights.length),
  ]);
  expect(new Map([...expected.keys()].map((key) => [key, balances.get(key) ?? 0n]))).toEqual(expected);
}

/** That, the states of all calls and payouts, and what each owner has. */
export async function agree(model: MoneyModel, real: Real): Promise<void> {
  const { market, payouts, inboxIds } = real;
  await agreeOnBalances(model, real);
  await Promise.all([...model.weights.keys()].map((owner) => agreeOnOwner(model, real, owner)));
  const events = await Promise.all(inboxIds.map((id) => market.money.inbox.byId(id)));
  expect(events.map((event) => event?.state)).toEqual(model.calls.map((call) => call.state));
  const sent = await Promise.all(model.payouts.map(({ id }) => payouts.payouts.byId(id)));
  expect(sent.map((payout) => payout?.state)).toEqual(model.payouts.map(({ state }) => state));
}

export function keysOf({ payees, customers, model: { id } }: Real) {
  return {
    customers: customers.map(({ viewer }) => `customer:${viewer.userId}:EUR`),
    wallets: payees.map(({ userId }, i) => `${i < payees.length - 1 ? 'drawn' : 'builder'}:${userId}:EUR`),
    pot: [`pot:${id}`, `draws:${id}`, `settled:${id}`],
    instance: ['platform:EUR', 'reserve:EUR', 'payable:EUR', 'external:EUR'],
  };
}

function expectedBalances(model: MoneyModel, real: Real): Map<string, bigint> {
  const { customers, wallets, pot, instance } = keysOf(real);
  const drawn = model.drawn.reduce((a, b) => a + b, 0n);
  const inPot = model.state === 'closed' ? [0n, 0n, model.revenue - drawn] : [model.revenue, -drawn, 0n];
  const ofInstance = [model.platform, model.reserve, model.payable, model.external];
  const amounts = [...model.balances, ...model.wallets, ...inPot, ...ofInstance];
  return new Map([...customers, ...wallets, ...pot, ...instance].map((key, i) => [key, amounts[i]!]));
}

async function agreeOnOwner(model: MoneyModel, { market, model: version }: Real, owner: number): Promise<void> {
  const { earnedMicros, availableMicros, drawnMicros } = await market.earnings(version.owners[owner]!, version.id);
  expect({ earnedMicros, availableMicros, drawnMicros }).toEqual({
    earnedMicros: model.earned(owner),
    availableMicros: model.available(owner),
    drawnMicros: model.drawn[owner],
  });
}
