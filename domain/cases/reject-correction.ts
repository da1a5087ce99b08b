import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import type { Id, Transactions } from '../shared/index.ts';
import { refused, type Case, type CaseReason } from './case.ts';
import { SecondOperatorRequired } from './errors.ts';
import { assertText } from './evidence.ts';
import { lockedCase } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';

/** A second operator says no to a correction. Who proposed it withdraws it instead. */
export class RejectCorrection {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly otherHands: OtherHands,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws CASE_STATE, SECOND_OPERATOR_REQUIRED. */
  async execute(command: { viewer: Viewer; caseId: Id; reason: CaseReason; note: string }): Promise<Case> {
    const { viewer, reason } = command;
    assertOperator(viewer);
    const note = assertText(command.note, 'note');
    return this.transactions.run(async (tx) => {
      const one = await lockedCase(this.cases, tx, viewer, command);
      const next = refused(one, viewer.userId, reason, tx.now);
      if (!one.reviewerId || !(await this.otherHands.are(tx, viewer.userId, [one.reviewerId]))) {
        throw new SecondOperatorRequired();
      }
      return this.recordCase.move(tx, next, { kind: 'refused', actorId: viewer.userId, note });
    });
  }
}
