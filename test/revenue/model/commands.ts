import { randomUUID } from 'node:crypto';
import { sumOf } from '../../../domain/revenue/refunds/refund.ts';
import { newId, sha256Hex } from '../../../domain/shared/index.ts';
import { always, attempt, command } from './act.ts';
import { again, type CrashPoint } from './crashing.ts';

export const WINDOW_DAYS = 2;
export const PRICE_MICROS = 4_999n;
const DAY_MS = 24 * 3_600_000;

export const topUp = (customer: number, amountMicros: bigint) =>
  command('top up', `customer ${customer} by ${amountMicros}`, always, async (model, { market, customers }) => {
    const key = randomUUID();
    await again(() => market.topUp(customers[customer]!.viewer, amountMicros, key));
    model.topUp(customer, amountMicros);
  });

export const meter = (customer: number, queries: number) =>
  command('meter', `customer ${customer} makes ${queries} queries`, always, async (model, real) => {
    const event = await real.market.event(real.customers[customer]!, real.model.id, { queries });
    await again(() => real.market.record([event]));
    real.events.push(event);
    real.inboxIds.push(await real.market.inboxIdOf(event));
    const left = { feeMicros: 0n, builderMicros: 0n, shareMicros: 0n };
    model.calls.push({ customer, priceMicros: PRICE_MICROS * BigInt(queries), state: 'pending', left, day: -1 });
  });

export const duplicate = (at: number, otherBody: boolean) =>
  command(
    'duplicate',
    `the report of call ${at} comes again${otherBody ? ' with another body' : ''}`,
    (model) => model.calls.length > 0,
    async (_model, { market, events }) => {
      const event = events[at % events.length]!;
      const sent = otherBody ? { ...event, digest: sha256Hex(`${event.eventId} other`) } : event;
      const [result] = await again(() => market.record([sent]));
      const expected = otherBody ? 'conflict' : 'duplicate';
      if (result?.status !== expected) throw new Error(`answered ${result?.status}`);
      return expected;
    },
  );

export const post = () =>
  command('post', 'the worker posts what waits', always, async (model, { market, inboxIds }) => {
    const waiting = model.calls.flatMap((call, i) => (call.state === 'pending' ? [inboxIds[i]!] : []));
    await again(() => market.money.postUsage.execute([...waiting, ...waiting]));
    model.post();
  });

export const postFunded = () =>
  command('post funded', 'the worker tries the funded again', always, async (model, { market }) => {
    await again(() => market.postFunded());
    model.postFunded();
  });

export const refund = (at: number, permille: number) =>
  command(
    'refund',
    `${permille} permille of call ${at}`,
    (model) => model.calls.some((call) => call.state === 'posted' && sumOf(call.left) > 0n),
    async (model, { market, inboxIds }) => {
      const posted = model.calls.flatMap((call, i) => (call.state === 'posted' && sumOf(call.left) > 0n ? [i] : []));
      const index = posted[at % posted.length]!;
      const call = model.calls[index]!;
      const amountMicros = (sumOf(call.left) * BigInt(permille) + 999n) / 1_000n;
      const asked = { refundId: newId(), inboxId: inboxIds[index]!, amountMicros };
      const { refusal } = model.refundOf(call, amountMicros);
      await attempt(refusal, () => market.transactions.run((tx) => market.money.refundUsage.execute(tx, asked)));
      if (!refusal) model.refund(call, amountMicros);
      return refusal;
    },
  );

export const draw = (owner: number, permille: number) =>
  command(
    'draw',
    `owner ${owner} draws ${permille} permille`,
    (model) => model.available(owner) > 0n,
    async (model, { market, model: version }) => {
      const amountMicros = (model.available(owner) * BigInt(permille) + 999n) / 1_000n;
      const key = randomUUID();
      await again(() => market.draw(version.owners[owner]!, version.id, amountMicros, key));
      model.draw(owner, { amountMicros, key });
    },
  );

export const repeatDraw = (at: number, otherAmount: boolean) =>
  command(
    'repeat draw',
    `the key of draw ${at} comes again${otherAmount ? ' with another amount' : ''}`,
    (model) => model.draws.length > 0,
    async (model, { market, model: version }) => {
      const { owner, amountMicros, key } = model.draws[at % model.draws.length]!;
      const asked = otherAmount ? amountMicros + 1n : amountMicros;
      const refusal = otherAmount ? 'IDEMPOTENCY_KEY_REUSED' : null;
      await attempt(refusal, () => market.draw(version.owners[owner]!, version.id, asked, key));
      return refusal ?? 'repeated';
    },
  );

export const overdraw = (owner: number) =>
  command('overdraw', `owner ${owner} draws a micro too much`, always, async (model, { market, model: version }) => {
    const tooMuch = model.available(owner) + 1n;
    await attempt('EARNINGS_INSUFFICIENT', () => market.draw(version.owners[owner]!, version.id, tooMuch));
    return 'EARNINGS_INSUFFICIENT';
  });

export const ripen = (days: number) =>
  command('ripen', `${days} days pass`, always, async (model, { market }) => {
    await market.db.clock.advance(days * DAY_MS);
    await again(async () => {
      while ((await market.money.matureShares.execute()) > 0);
    });
    model.ripen(days, WINDOW_DAYS);
  });

export const drain = () =>
  command(
    'drain',
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
    'close',
    'the version closes once all has matured',
    (model) => model.state === 'draining' && model.mature === model.revenue,
    async (model, { market, model: version }) => {
      await again(() => market.money.closeVersion.execute(version.id));
      model.state = 'closed';
    },
  );

export const crash = (point: CrashPoint) =>
  command('crash', `the next transaction loses its session ${point}`, always, async (_model, { crashing }) => {
    crashing.next = point;
  });
