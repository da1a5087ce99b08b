import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  cancelled,
  ended,
  held,
  journalsOf,
  letGoOn,
  Payout,
  sent,
  type Ending,
  type PayoutRoute,
  type PayoutSource,
  type PayoutState,
} from '../../domain/payouts/index.ts';
import { changed, DomainError } from '../../domain/shared/index.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');

function requested(fields: Partial<Payout> = {}): Payout {
  return new Payout({
    id: '019c0000-0000-7000-8000-000000000001',
    userId: '019c0000-0000-7000-8000-000000000002',
    source: 'owner',
    currency: 'EUR',
    amountMicros: 12_340_000n,
    destinationId: '019c0000-0000-7000-8000-000000000003',
    idempotencyKey: 'rent',
    requestedAt: NOW,
    state: 'requested',
    holdReason: null,
    route: null,
    batchId: null,
    tries: 0,
    nextTryAt: NOW,
    leasedUntil: null,
    sentAt: null,
    endedAt: null,
    returnReason: null,
    reference: null,
    ...fields,
  });
}

const SETTLED: Ending = { state: 'settled', reference: 'SEPA-1' };
const RETURNED: Ending = { state: 'returned', reason: 'account-closed', reference: null };

const ACTS = {
  hold: (payout: Payout) => held(payout, 'identity-check'),
  letGoOn: (payout: Payout) => letGoOn(payout, NOW),
  try: (payout: Payout) => changed(payout, { route: payout.route ?? 'webhook' }),
  send: (payout: Payout) => sent(payout, NOW),
  settle: (payout: Payout) => ended(payout, SETTLED, NOW),
  return: (payout: Payout) => ended(payout, RETURNED, NOW),
  cancel: (payout: Payout) => cancelled(payout, NOW),
} as const;

const NEXT: Readonly<Record<PayoutState, readonly PayoutState[]>> = {
  requested: ['requested', 'sent', 'cancelled'],
  sent: ['sent', 'settled', 'returned'],
  settled: ['settled'],
  returned: ['returned'],
  cancelled: ['cancelled'],
};

const names = Object.keys(ACTS) as (keyof typeof ACTS)[];
const routes = fc.constantFrom<PayoutRoute | null>(null, 'manual', 'webhook');
const sources = fc.constantFrom<PayoutSource>('owner', 'builder', 'customer');

test('whatever is tried in whatever order, a payout only goes forward, and ends once', () => {
  fc.assert(
    fc.property(routes, sources, fc.array(fc.constantFrom(...names), { maxLength: 30 }), (route, source, acts) => {
      let payout = requested({ route, source, batchId: route === 'manual' ? requested().id : null });
      const journals = [journalsOf(payout).length];
      for (const name of acts) {
        const before = payout;
        try {
          payout = ACTS[name](payout);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect(error.code).toMatch(/^PAYOUT_(STATE|UNDER_WAY)$/);
        }
        expect(NEXT[before.state]).toContain(payout.state);
        expect(payout).toMatchObject({ amountMicros: before.amountMicros, userId: before.userId });
        expect(payout.holdReason === null || payout.state === 'requested').toBe(true);
        journals.push(journalsOf(payout).length);
      }
      expect(journals).toEqual(journals.toSorted((a, b) => a - b));
    }),
  );
});

test('in every state, what has moved sums to where the money is', () => {
  const where = { requested: 'payable', sent: 'payable', settled: 'external', returned: 'drawn', cancelled: 'drawn' };
  for (const [state, holder] of Object.entries(where)) {
    const balances = new Map<string, bigint>();
    for (const { legs } of journalsOf(requested({ state: state as PayoutState }))) {
      expect(legs.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)).toBe(0n);
      for (const { account, amountMicros } of legs) {
        const kind = account.split(':', 1)[0] as string;
        balances.set(kind, (balances.get(kind) ?? 0n) + amountMicros);
      }
    }
    const left = [...balances].filter(([, micros]) => micros > 0n);
    expect(left).toEqual(holder === 'drawn' ? [] : [[holder, 12_340_000n]]);
    expect(balances.get('drawn')).toBe(holder === 'drawn' ? 0n : -12_340_000n);
  }
});

describe('what is held does not leave', () => {
  test('a held payout of a batch is not sent', () => {
    const inBatch = requested({ route: 'manual', batchId: requested().id });
    expect(() => sent(held(inBatch, 'dispute-open'), NOW)).toThrow('held');
  });

  test('a provider’s yes to a try that was under way counts, for the money is gone', () => {
    const payout = sent(held(requested({ route: 'webhook' }), 'dispute-open'), NOW);
    expect(payout).toMatchObject({ state: 'sent', holdReason: null, sentAt: NOW });
  });

  test('let go on, it is due at once and the tries begin anew', () => {
    const later = new Date(NOW.getTime() + 1_000);
    const payout = letGoOn(held(requested({ tries: 10, route: 'webhook' }), 'provider-unreachable'), later);
    expect(payout).toMatchObject({ holdReason: null, tries: 0, nextTryAt: later });
  });
});

test('a payout is taken back while it is in the house, held or not, and not once a provider was asked', () => {
  expect(cancelled(held(requested(), 'suspected-fraud'), NOW)).toMatchObject({ state: 'cancelled', holdReason: null });
  expect(() => cancelled(requested({ route: 'webhook' }), NOW)).toThrow('handed to the provider');
  expect(() => cancelled(requested({ state: 'sent' }), NOW)).toThrow('The payout is sent');
});
