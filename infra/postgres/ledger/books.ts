import type { Books, Totals } from '../../../domain/audit/index.ts';
import type { Snapshot } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { TOTALS } from './checks/journals.sql.ts';

export class PostgresBooks implements Books {
  async totals(snapshot: Snapshot): Promise<Totals> {
    const [row] = await managerOf(snapshot).query<{ entries: string; balances: string; journals: string }[]>(TOTALS);
    const { entries, balances, journals } = row as { entries: string; balances: string; journals: string };
    return { entriesSumMicros: BigInt(entries), balancesSumMicros: BigInt(balances), journals: BigInt(journals) };
  }
}
