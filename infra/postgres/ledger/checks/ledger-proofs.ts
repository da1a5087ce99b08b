import { randomBytes } from 'node:crypto';
import type { Fault, Proofs } from '../../../../domain/audit/index.ts';
import type { LedgerRule } from '../../../../domain/ledger/index.ts';
import type { Snapshot } from '../../../../domain/shared/index.ts';
import { firstFault } from '../../first-fault.ts';
import { managerOf } from '../../transactions.ts';
import { BALANCE_IS_SUM, FIRST_GAP, FLOORS_KEPT, SUSPECT_ACCOUNTS } from './accounts.sql.ts';
import { BATCH_COUNTED, BATCH_SEALED, CHAIN_INTACT, END_OF_PAGE } from './batches.sql.ts';
import { CURRENCY_BALANCED, JOURNAL_BALANCED, JOURNAL_ONE_CURRENCY, USAGE_SPLIT } from './journals.sql.ts';

const JOURNALS_AT_ONCE = 20_000;

const STATEMENTS = {
  'journal-balanced': JOURNAL_BALANCED,
  'journal-one-currency': JOURNAL_ONE_CURRENCY,
  'usage-split': USAGE_SPLIT,
  'currency-balanced': CURRENCY_BALANCED,
  'balance-is-sum': BALANCE_IS_SUM,
  'floors-kept': FLOORS_KEPT,
  'chain-intact': CHAIN_INTACT,
  'batch-counted': BATCH_COUNTED,
} as const satisfies Readonly<Record<Exclude<LedgerRule, 'entries-continuous' | 'batch-sealed'>, string>>;

export class PostgresLedgerProofs implements Proofs<LedgerRule> {
  firstFault(snapshot: Snapshot, rule: LedgerRule): Promise<Fault | null> {
    if (rule === 'entries-continuous') return this.firstGap(snapshot);
    if (rule === 'batch-sealed') return this.firstBrokenSeal(snapshot);
    return firstFault(snapshot, STATEMENTS[rule]);
  }

  private async firstGap(snapshot: Snapshot): Promise<Fault | null> {
    const salt = randomBytes(8).readBigInt64BE().toString();
    const [suspect] = await managerOf(snapshot).query<{ id: string }[]>(SUSPECT_ACCOUNTS, [salt]);
    return suspect ? firstFault(snapshot, FIRST_GAP, [suspect.id]) : null;
  }

  /** Page by page in the order of the batches: sorted at once, all the journals would go through the disk. */
  private async firstBrokenSeal(snapshot: Snapshot): Promise<Fault | null> {
    for (let after = '0'; ;) {
      const [page] = await managerOf(snapshot).query<{ last: string | null }[]>(END_OF_PAGE, [after, JOURNALS_AT_ONCE]);
      if (!page?.last) return null;
      const fault = await firstFault(snapshot, BATCH_SEALED, [after, page.last]);
      if (fault) return fault;
      after = page.last;
    }
  }
}
