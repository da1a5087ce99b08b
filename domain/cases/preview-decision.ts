import { assertOperator, type Viewer } from '../identity/index.ts';
import type { PreviewRefund, RefundPreview } from '../revenue/index.ts';
import { NotFound, type Id, type Micros, type Transactions } from '../shared/index.ts';
import { callOf } from './case.ts';
import { CLAIMS } from './claim-refund.ts';
import { OutcomeForbidden } from './errors.ts';
import type { Cases } from './ports.ts';

/** Shows an operator, before they decide, what a refund would move and who would pay it. */
export class PreviewDecision {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly previewRefund: PreviewRefund,
  ) {}

  /** `amountMicros` null: all that is left. Throws NOT_FOUND, CASE_OUTCOME, REFUND_TOO_LARGE. */
  async execute(viewer: Viewer, caseId: Id, amountMicros: Micros | null): Promise<RefundPreview> {
    assertOperator(viewer);
    const one = await this.cases.byId(caseId);
    if (!one) throw new NotFound('The case', ['caseId']);
    if (!CLAIMS.some((kind) => kind === one.kind)) throw new OutcomeForbidden(one.kind, 'refund');
    return this.transactions.run((tx) => this.previewRefund.execute(tx, callOf(one), amountMicros));
  }
}
