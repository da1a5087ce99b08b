import type { Micros } from '../shared/index.ts';

export interface CaseSettings {
  /** So long a case may run before it is escalated. */
  readonly deadlineMs: number;
  /** What one operator alone may pay back of a call, earlier refunds included. */
  readonly soloRefundMicros: Micros;
  /** Whether a gap or a failed probe suspends its gateway at once. */
  readonly suspendOnGap: boolean;
}
