import { randomUUID } from 'node:crypto';
import type { PayoutBatch, PayoutState } from '../../../domain/payouts/index.ts';
import { always, attempt, command } from './act.ts';
import { Crash } from './crashing.ts';
import type { MoneyModel, PaidOut } from './money-model.ts';
import { CENT_MICROS, move, refusalOf, request } from './payout-model.ts';
import type { Real } from './real.ts';

const REPEATED = 'repeated';
const some = (model: MoneyModel) => model.payouts.length > 0;

/** Three in four numbers find one in that state, if there is one; the others find any. */
function pick({ payouts }: MoneyModel, at: number, state: PayoutState): PaidOut {
  const fit = at % 4 > 0 ? payouts.filter((payout) => payout.state === state) : [];
  const from = fit.length > 0 ? fit : payouts;
  return from[at % from.length]!;
}

function ask({ payouts, payees }: Real, { payee, amountMicros, key }: Omit<PaidOut, 'id' | 'state' | 'reference'>) {
  const source = payee === payees.length - 1 ? ('builder' as const) : ('owner' as const);
  const asked = { source, currency: 'EUR', amountMicros, idempotencyKey: key };
  return payouts.requestPayout.execute({ viewer: payees[payee]!, ...asked });
}

/** That part of the wallet in whole cents, and then some. */
export const requestPayout = (payee: number, permille: number, cents: number, micros: bigint) =>
  command(
    'request payout',
    `payee ${payee} asks for ${permille} permille and ${cents} cents and ${micros} micros`,
    always,
    async (model, real) => {
      const part = (model.wallets[payee]! * BigInt(permille)) / 1_000n;
      const amountMicros = part - (part % CENT_MICROS) + BigInt(cents) * CENT_MICROS + micros;
      const asked = { payee, amountMicros, key: randomUUID() };
      const refusal = refusalOf(model, payee, amountMicros);
      const payout = await attempt(refusal, () => ask(real, asked));
      if (payout) request(model, { ...asked, id: payout.id });
      return refusal;
    },
  );

export const repeatPayout = (at: number, otherAmount: boolean) =>
  command(
    'repeat payout',
    `the key of payout ${at} comes again${otherAmount ? ' with another amount' : ''}`,
    some,
    async (model, real) => {
      const earlier = model.payouts[at % model.payouts.length]!;
      const amountMicros = otherAmount ? earlier.amountMicros + CENT_MICROS : earlier.amountMicros;
      const refusal = otherAmount ? 'IDEMPOTENCY_KEY_REUSED' : null;
      const payout = await attempt(refusal, () => ask(real, { ...earlier, amountMicros }));
      if (payout && payout.id !== earlier.id) throw new Error('a repeated key made another payout');
      return refusal ?? REPEATED;
    },
  );

export const cancelPayout = (at: number) =>
  command('cancel payout', `payout ${at}`, some, async (model, real) => {
    const payout = pick(model, at, 'requested');
    const refusal = payout.state === 'requested' || payout.state === 'cancelled' ? null : 'PAYOUT_STATE';
    await attempt(refusal, () => cancel(real, payout));
    if (payout.state === 'cancelled') return REPEATED;
    if (!refusal) move(model, payout, 'cancelled');
    return refusal;
  });

export type Hands = 'two hands' | 'one hand' | 'two hands, after its payee took it back';

/** A batch of one payout is made by one operator; only another sends it, and only as it was made. */
export const sendPayout = (at: number, hands: Hands) =>
  command('send payout', `payout ${at}, by ${hands}`, some, async (model, real) => {
    const payout = pick(model, at, 'requested');
    if (payout.state !== 'requested') {
      await attempt('PAYOUTS_NOT_DUE', () => create(real, payout));
      return 'PAYOUTS_NOT_DUE';
    }
    const batch = await makeBatch(real, payout);
    if (hands === 'two hands') {
      await attempt(null, () => release(real, batch, 1));
      await attempt(null, () => release(real, batch, 1));
      move(model, payout, 'sent');
      return null;
    }
    const refusal = hands === 'one hand' ? 'SAME_HANDS' : 'PAYOUT_BATCH_CHANGED';
    if (hands !== 'one hand') {
      await attempt(null, () => cancel(real, payout));
      move(model, payout, 'cancelled');
    }
    await attempt(refusal, () => release(real, batch, hands === 'one hand' ? 0 : 1));
    await attempt(null, () => real.payouts.discardBatch.execute({ viewer: real.hands[0], batchId: batch.id }));
    return refusal;
  });

export const endPayout = (at: number, state: 'settled' | 'returned', reference: string) =>
  command(`payout ${state}`, `payout ${at}, the bank calls it ${reference}`, some, async (model, real) => {
    const payout = pick(model, at, 'sent');
    const isRepeat = payout.state === state && payout.reference === reference;
    const refusal = payout.state === 'sent' || isRepeat ? null : 'PAYOUT_STATE';
    const ending = state === 'settled' ? { state, reference } : { state, reference, reason: 'refused' as const };
    await attempt(refusal, () =>
      real.payouts.decidePayout.execute({ viewer: real.hands[0], payoutId: payout.id, ending }),
    );
    if (isRepeat) return REPEATED;
    if (!refusal) {
      move(model, payout, state);
      payout.reference = reference;
    }
    return refusal;
  });

function cancel({ payouts, payees }: Real, { id: payoutId, payee }: PaidOut) {
  return payouts.cancelPayout.execute({ viewer: payees[payee]!, payoutId });
}

function create({ payouts, hands }: Real, { id }: PaidOut): Promise<PayoutBatch> {
  return payouts.createBatch.execute({ viewer: hands[0], currency: 'EUR', payoutIds: [id] });
}

/** A batch has no key: an operator whose answer was lost looks whether it is in the list. */
async function makeBatch(real: Real, payout: PaidOut): Promise<PayoutBatch> {
  try {
    return await create(real, payout);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    const { batches, payouts } = real.payouts;
    const batchId = (await payouts.byId(payout.id))?.batchId ?? null;
    const made = batchId && (await batches.byId(batchId));
    return made || create(real, payout);
  }
}

function release({ payouts, hands }: Real, { id: batchId, digest }: PayoutBatch, hand: 0 | 1): Promise<PayoutBatch> {
  return payouts.releaseBatch.execute({ viewer: hands[hand], batchId, digest });
}
