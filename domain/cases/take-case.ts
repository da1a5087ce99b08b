import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import type { Id, Transactions } from '../shared/index.ts';
import { taken, type Case } from './case.ts';
import { assertOthers, lockedCase } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';

/** An operator reviews a case, or takes it over from another; a decision that waits to be confirmed is undone by that. */
export class TakeCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly otherHands: OtherHands,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws NOT_FOUND, CASE_STATE, CASE_CHANGED, OWN_CASE. */
  async execute(command: { viewer: Viewer; caseId: Id; version?: number | null }): Promise<Case> {
    const { viewer } = command;
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const one = await lockedCase(this.cases, tx, viewer, command);
      if (one.state === 'in-review' && one.reviewerId === viewer.userId) return one;
      const next = taken(one, viewer.userId);
      await assertOthers(this.otherHands, tx, viewer, one);
      return this.recordCase.move(tx, next, { kind: 'taken', actorId: viewer.userId, note: null });
    });
  }
}
