import type { Fault } from '../../domain/audit/index.ts';
import type { Snapshot } from '../../domain/shared/index.ts';
import { managerOf } from './transactions.ts';

/** What a query about the first row that breaks a rule answers: its columns are `row` and `message`. */
export async function firstFault(
  snapshot: Snapshot,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Fault | null> {
  const [found] = await managerOf(snapshot).query<Fault[]>(sql, [...parameters]);
  return found ? { row: found.row, message: found.message } : null;
}
