import type { Viewer } from '../identity/index.ts';
import { paidJournalKey, RefundTooLarge, type PaidFor, type PreviewRefund } from '../revenue/index.ts';
import { newId, NotFound, type Transactions, type Tx } from '../shared/index.ts';
import { newCase, type Case } from './case.ts';
import { CaseExists, DisputeTooLate } from './errors.ts';
import { assertText } from './evidence.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';
import type { CaseSettings } from './settings.ts';

export interface ClaimCommand {
  readonly viewer: Viewer;
  readonly kind: 'dispute' | 'refund-request';
  /** A call that the viewer paid for. */
  readonly call: PaidFor;
  readonly statement: string;
}

export const CLAIMS = ['dispute', 'refund-request'] as const;

/**
 * A customer wants one of their own calls paid back. It can be disputed until its share matures; a refund can be
 * requested at any time, and is the platform's to pay once the share is the owners' for good.
 */
export class ClaimRefund {
  constructor(
    private readonly settings: CaseSettings,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly previewRefund: PreviewRefund,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws NOT_FOUND, USAGE_NOT_POSTED, DISPUTE_TOO_LATE, REFUND_TOO_LARGE, CASE_EXISTS. The same claim again answers the first. */
  async execute(command: ClaimCommand): Promise<Case> {
    const statement = assertText(command.statement, 'statement');
    return this.transactions.run((tx) => this.claim(tx, { ...command, statement }));
  }

  private async claim(tx: Tx, { viewer: { userId }, kind, call: paidFor, statement }: ClaimCommand): Promise<Case> {
    const call = await this.previewRefund.call(tx, paidFor, userId);
    const subject = paidJournalKey(paidFor);
    const earlier = await this.cases.running(tx, subject, CLAIMS);
    if (earlier) return sameClaim(earlier, kind, statement);
    if (kind === 'dispute' && call.mature) throw new DisputeTooLate();
    if (call.leftMicros === 0n) throw new RefundTooLarge(0n);
    const { currency, gatewayId } = call;
    const fields = { id: newId(), kind, subject, openerId: userId, customerId: userId, gatewayId, statement, currency };
    const one = newCase(fields, tx.now, this.settings.deadlineMs);
    if (await this.recordCase.open(tx, one, { actorId: userId, note: null })) return one;
    const other = await this.cases.running(tx, subject, CLAIMS);
    if (!other) throw new NotFound('The case', ['call']);
    return sameClaim(other, kind, statement);
  }
}

function sameClaim(earlier: Case, kind: Case['kind'], statement: string): Case {
  if (earlier.kind !== kind || earlier.statement !== statement) throw new CaseExists(earlier.id);
  return earlier;
}
