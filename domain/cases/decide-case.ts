import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import { RefundTooLarge, type PreviewRefund } from '../revenue/index.ts';
import { InvalidInput, type Id, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import type { CarryOut } from './carry-out.ts';
import {
  assertDecidable,
  callOf,
  decided,
  type Case,
  type CaseOutcome,
  type CaseReason,
  type Decision,
} from './case.ts';
import { assertText } from './evidence.ts';
import { assertOthers, lockedCase } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';
import type { CaseSettings } from './settings.ts';

export interface DecideCommand {
  readonly viewer: Viewer;
  readonly caseId: Id;
  /** Of the case that the operator has looked at. */
  readonly version: number;
  readonly outcome: CaseOutcome;
  readonly reason: CaseReason;
  readonly note: string;
  /** Of a refund; null: all that is left of the call's price. */
  readonly amountMicros: Micros | null;
}

/**
 * Its reviewer decides a case. It ends by that, and its outcome happens at once, unless so much is paid back that a second
 * operator must confirm: then nothing moves yet, and the amount is fixed.
 */
export class DecideCase {
  constructor(
    private readonly settings: CaseSettings,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly previewRefund: PreviewRefund,
    private readonly otherHands: OtherHands,
    private readonly carryOut: CarryOut,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws CASE_STATE, CASE_CHANGED, CASE_REVIEWER, CASE_OUTCOME, OWN_CASE, REFUND_TOO_LARGE, RESERVE_INSUFFICIENT. */
  async execute(command: DecideCommand): Promise<Case> {
    const { viewer, outcome, amountMicros } = command;
    assertOperator(viewer);
    const note = assertText(command.note, 'note');
    if (amountMicros !== null && outcome !== 'refund') {
      throw new InvalidInput(['amountMicros'], 'Only a refund has an amount.');
    }
    return this.transactions.run(async (tx) => {
      const one = await lockedCase(this.cases, tx, viewer, command);
      assertDecidable(one, viewer.userId, outcome);
      await assertOthers(this.otherHands, tx, viewer, one);
      const next = decided(one, viewer.userId, await this.decisionOn(tx, one, command), tx.now);
      if (next.state === 'closed') await this.carryOut.execute(tx, next, viewer.userId);
      return this.recordCase.move(tx, next, { kind: 'decided', actorId: viewer.userId, note });
    });
  }

  /** What was paid back of the call before counts towards what one operator may pay back alone. */
  private async decisionOn(tx: Tx, one: Case, { outcome, reason, amountMicros }: DecideCommand): Promise<Decision> {
    if (outcome !== 'refund') return { outcome, reason, amountMicros: null, needsSecond: false };
    const { priceMicros, leftMicros } = await this.previewRefund.call(tx, callOf(one));
    const amount = amountMicros ?? leftMicros;
    if (amount <= 0n || amount > leftMicros) throw new RefundTooLarge(leftMicros);
    const needsSecond = priceMicros - leftMicros + amount > this.settings.soloRefundMicros;
    return { outcome, reason, amountMicros: amount, needsSecond };
  }
}
