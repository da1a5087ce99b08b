import { randomUUID } from 'node:crypto';
import type * as fc from 'fast-check';
import type { UsageEvent } from '../../../domain/metering/index.ts';
import { sumOf } from '../../../domain/revenue/refunds/refund.ts';
import { newId, sha256Hex } from '../../../domain/shared/index.ts';
import type { Customer, Market } from '../market.ts';
import { again, type CrashingTransactions, type CrashPoint } from './crashing.ts';
import type { MoneyModel } from './money-model.ts';

export const WINDOW_DAYS = 2;
const DAY_MS = 24 * 3_600_000;

/** The real thing: one version of a market, and what was reported of it. */
export interface Real {
  readonly market: Market;
  readonly crashing: CrashingTransactions;
  readonly model: { readonly id: string; readonly owners: Awaited<ReturnType<Market['publish']>>['owners'] };
  readonly customers: readonly Customer[];
  readonly events: UsageEvent[];
  readonly inboxIds: bigint[];
}

type Command = fc.AsyncCommand<MoneyModel, Real>;

/** A command whose precondition is that there is something to do, and which says what it does. */
function command(
  name: string,
  can: (model: MoneyModel) => boolean,
  run: (model: MoneyModel, real: Real) => Promise<void>,
): Command {
  return { check: can, run, toString: () => name };
}

const always = () => true;

export const topUp = (customer: number, amountMicros: bigint) =>
  command(`top up ${customer} by ${amountMicros}`, always, async (model, { market, customers }) => {
    const key = randomUUID();
    await again(() => market.topUp(customers[customer]!.viewer, amountMicros, key));
    model.topUp(customer, amountMicros);
  });

export const meter = (customer: number, queries: number) =>
  command(`customer ${customer} makes ${queries} queries`, always, async (model, real) => {
    const event = await real.market.event(real.customers[customer]!, real.model.id, { queries });
    await again(() => real.market.record([event]));
    real.events.push(event);
    real.inboxIds.push(await real.market.inboxIdOf(event));
    const left = { feeMicros: 0n, builderMicros: 0n, shareMicros: 0n };
    model.calls.push({ customer, priceMicros: 10n * BigInt(queries), state: 'pending', left, day: -1 });
  });

export const duplicate = (at: number, otherBody: boolean) =>
  command(
    `the report of call ${at} comes again${otherBody ? ' with another body' : ''}`,
    (model) => model.calls.length > 0,
    async (_model, { market, events }) => {
      const event = events[at % events.length]!;
      const sent = otherBody ? { ...event, digest: sha256Hex(`${event.eventId} other`) } : event;
      const [result] = await again(() => market.record([sent]));
      if (result?.status !== (otherBody ? 'conflict' : 'duplicate')) throw new Error(`answered ${result?.status}`);
    },
  );

export const post = () =>
  command('the worker posts what waits', always, async (model, { market, inboxIds }) => {
    const waiting = model.calls.flatMap((call, i) => (call.state === 'pending' ? [inboxIds[i]!] : []));
    await again(() => market.money.postUsage.execute([...waiting, ...waiting]));
    model.post();
  });

export const postFunded = () =>
  command('the worker tries the funded again', always, async (model, { market }) => {
    await again(() => market.postFunded());
    model.postFunded();
  });

export const refund = (at: number, permille: number) =>
  command(
    `${permille} permille of call ${at} are refunded`,
    (model) => model.calls.some((call) => call.state === 'posted' && sumOf(call.left) > 0n),
    async (model, { market, inboxIds }) => {
      const posted = model.calls.flatMap((call, i) => (call.state === 'posted' && sumOf(call.left) > 0n ? [i] : []));
      const index = posted[at % posted.length]!;
      const call = model.calls[index]!;
      const amountMicros = (sumOf(call.left) * BigInt(permille) + 999n) / 1_000n;
      const asked = { refundId: newId(), inboxId: inboxIds[index]!, amountMicros };
      await again(() => market.transactions.run((tx) => market.money.refundUsage.execute(tx, asked)));
      model.refund(call, amountMicros);
    },
  );

export const draw = (owner: number, permille: number) =>
  command(
    `owner ${owner} draws ${permille} permille`,
    (model) => model.available(owner) > 0n,
    async (model, { market, model: version }) => {
      const amountMicros = (model.available(owner) * BigInt(permille) + 999n) / 1_000n;
      const key = randomUUID();
      await again(() => market.draw(version.owners[owner]!, version.id, amountMicros, key));
      model.drawn[owner]! += amountMicros;
    },
  );

export const overdraw = (owner: number) =>
  command(`owner ${owner} draws a micro too much`, always, async (model, { market, model: version }) => {
    const tooMuch = model.available(owner) + 1n;
    const refused = await again(() => market.draw(version.owners[owner]!, version.id, tooMuch)).then(
      () => false,
      (error: { code?: string }) => error.code === 'EARNINGS_INSUFFICIENT',
    );
    if (!refused) throw new Error('an overdraw was not refused');
  });

export const ripen = (days: number) =>
  command(`${days} days pass`, always, async (model, { market }) => {
    await market.db.clock.advance(days * DAY_MS);
    await again(async () => {
      while ((await market.money.matureShares.execute()) > 0);
    });
    model.ripen(days, WINDOW_DAYS);
  });

export const drain = () =>
  command(
    'the version drains',
    (model) => model.state === 'open',
    async (model, { market, model: version }) => {
      await again(() =>
        market.money.drainVersion.execute({ viewer: market.operator, modelVersionId: version.id, reason: 'end' }),
      );
      model.state = 'draining';
    },
  );

export const close = () =>
  command(
    'the version closes once all has matured',
    (model) => model.state === 'draining' && model.mature === model.revenue,
    async (model, { market, model: version }) => {
      await again(() => market.money.closeVersion.execute(version.id));
      model.state = 'closed';
    },
  );

export const crash = (point: CrashPoint) =>
  command(`the next transaction loses its session ${point}`, always, async (_model, { crashing }) => {
    crashing.next = point;
  });
