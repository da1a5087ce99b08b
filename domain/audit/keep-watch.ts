import type { Transactions } from '../shared/index.ts';
import type { AuditFaults, Marks } from './ports.ts';
import { raiseFaults } from './raise-faults.ts';
import type { Watch } from './watch.ts';

/** Takes a step of a watch. A fault is kept and its alarm sounds with the mark that passes it, so once. */
export class KeepWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly marks: Marks,
    private readonly faults: AuditFaults,
  ) {}

  /** Returns whether there is more to look at already. */
  execute(watch: Watch): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const held = await this.marks.lock(tx, watch.name);
      if (!held) return false;
      const { mark, looked, faults, proved, more } = await watch.step(tx, held.mark);
      await this.faults.clear(tx, proved);
      await raiseFaults(tx, this.faults, faults);
      await this.marks.save(tx, watch.name, mark, looked);
      return more;
    });
  }
}
