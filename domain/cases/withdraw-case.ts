import type { Viewer } from '../identity/index.ts';
import { Forbidden, type Id, type Transactions } from '../shared/index.ts';
import { withdrawn, type Case } from './case.ts';
import { lockedCase } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';

/** Who opened a case takes it back, until it is decided. */
export class WithdrawCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly recordCase: RecordCase,
  ) {}

  async execute({ viewer, caseId }: { viewer: Viewer; caseId: Id }): Promise<Case> {
    return this.transactions.run(async (tx) => {
      const one = await lockedCase(this.cases, tx, viewer, { caseId });
      if (one.openerId !== viewer.userId) throw new Forbidden('Only who opened a case can withdraw it.');
      if (one.state === 'withdrawn') return one;
      const by = { kind: 'withdrawn', actorId: viewer.userId, note: null } as const;
      return this.recordCase.move(tx, withdrawn(one, tx.now), by);
    });
  }
}
