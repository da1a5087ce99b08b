import type { Persons } from '../identity/index.ts';
import type { Id, Micros, Tx } from '../shared/index.ts';
import type { Buyers, PurchasesAsked } from './ports.ts';

/** Calls that were accepted within so long before a proposal count. */
export const BUYING_WINDOW_MS = 90 * 86_400_000;

/**
 * Who buys from a pool wants low prices, its members high ones: a charter may say from which amount on somebody is a buyer
 * and has no say. What is paid by accounts that are no members themselves counts as well.
 */
export class BarBuyers {
  /** `buyers` is filled by the contexts above. */
  constructor(
    private readonly persons: Pick<Persons, 'accountsOf'>,
    private readonly buyers: readonly Buyers[],
  ) {}

  /** The persons who paid more than the limit, of those whose accounts are given; one who is proved to nobody by their account. */
  async execute(
    tx: Tx,
    { limitMicros, ...pool }: Pick<PurchasesAsked, 'poolId' | 'currency'> & { readonly limitMicros: Micros },
    personOf: ReadonlyMap<Id, Id | null>,
  ): Promise<ReadonlySet<Id>> {
    const persons = new Set([...personOf.values()].filter((id) => id !== null));
    const accounts = await this.persons.accountsOf(tx, [...persons]);
    const userIds = [...new Set([...personOf.keys(), ...accounts.keys()])];
    const since = new Date(tx.now.getTime() - BUYING_WINDOW_MS);
    const paidBy = new Map<Id, Micros>();
    for (const each of this.buyers) {
      for (const [userId, micros] of await each.paid(tx, { ...pool, userIds, since })) {
        const personId = accounts.get(userId) ?? personOf.get(userId) ?? userId;
        paidBy.set(personId, (paidBy.get(personId) ?? 0n) + micros);
      }
    }
    return new Set([...paidBy].filter(([, micros]) => micros > limitMicros).map(([personId]) => personId));
  }
}
