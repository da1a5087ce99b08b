import type { Journals } from '../../domain/ledger/index.ts';
import { JournalResolver } from './journal.resolver.ts';

export { JournalResolver } from './journal.resolver.ts';
export { journalsByKey } from './journals-by-key.ts';
export { JournalType } from './journal.type.ts';

export function ledgerResolvers(journals: Journals): object[] {
  return [new JournalResolver(journals)];
}
