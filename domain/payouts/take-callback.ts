import { InvalidInput, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertReference } from './decide-payout.ts';
import type { EndPayout } from './end-payout.ts';
import { CallbackConflict } from './errors.ts';
import type { Ending, Payout } from './payout.ts';
import type { Callbacks, Payouts } from './ports.ts';

/** What the provider says became of a payout. `digest` is of the event's content: the same id comes with the same only. */
export interface PayoutCallback {
  readonly eventId: string;
  readonly digest: string;
  readonly payoutId: Id;
  readonly ending: Ending;
}

/** Settles or returns a payout on the provider's word, each event once. */
export class TakeCallback {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly callbacks: Callbacks,
    private readonly endPayout: EndPayout,
  ) {}

  /** NOT_FOUND, PAYOUT_STATE where it contradicts what is known, CALLBACK_CONFLICT. A repeat is a success. */
  async execute(callback: PayoutCallback): Promise<{ status: 'accepted' | 'duplicate'; payout: Payout }> {
    const { eventId, digest, payoutId, ending } = callback;
    if (!/^[^\p{C}]{1,128}$/u.test(eventId)) throw new InvalidInput(['id'], 'An id has 1 to 128 printable characters.');
    assertReference(ending.reference, ['data', 'reference']);
    return this.transactions.run(async (tx) => {
      const fresh = await this.callbacks.insert(tx, { eventId, digest, payoutId });
      const earlier = fresh ? null : await this.callbacks.find(tx, eventId);
      if (earlier && earlier.digest !== digest) throw new CallbackConflict();
      const payout = await this.payouts.lock(tx, payoutId);
      if (!payout) throw new NotFound('The payout', ['data', 'payoutId']);
      if (earlier) return { status: 'duplicate', payout };
      return { status: 'accepted', payout: await this.endPayout.execute(tx, payout, ending, null) };
    });
  }
}
