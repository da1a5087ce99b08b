import type { AccountKind, BookedJournal } from '../../ledger/index.ts';
import type { Split } from '../posting/split.ts';

/** What a posted call moved. `unallocated`: its version was closed already, so the share is nobody's. */
export interface Paid extends Split {
  readonly shareTo: 'pot' | 'unallocated';
}

/** Read from the legs that were credited; whether the price came from a balance or from a hold makes no difference. */
export function paidIn(journal: BookedJournal): Paid {
  const credited = (kind: AccountKind) => {
    return journal.entries.find((entry) => entry.accountKind === kind)?.amountMicros ?? 0n;
  };
  const feeMicros = credited('platform');
  const builderMicros = credited('builder');
  const unallocated = credited('unallocated');
  const shareMicros = credited('pot') + unallocated;
  return {
    priceMicros: feeMicros + builderMicros + shareMicros,
    feeMicros,
    builderMicros,
    shareMicros,
    shareTo: unallocated > 0n ? 'unallocated' : 'pot',
  };
}
