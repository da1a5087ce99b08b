import type { Transactions } from '../shared/index.ts';
import { escalated } from './case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';

const STEP = 100;

/** Shows operators the cases whose deadline passed without an end. They stay open: silence decides nothing. */
export class EscalateCases {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly recordCase: RecordCase,
  ) {}

  /** Returns whether there may be more. */
  execute(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const overdue = await this.cases.lockOverdue(tx, STEP);
      for (const one of overdue) {
        await this.recordCase.move(tx, escalated(one, tx.now), { kind: 'escalated', actorId: null, note: null });
      }
      return overdue.length === STEP;
    });
  }
}
