import type { Fault, Proofs } from '../../../../domain/audit/index.ts';
import type { MeteringRule } from '../../../../domain/metering/index.ts';
import type { Snapshot } from '../../../../domain/shared/index.ts';
import { firstFault } from '../../first-fault.ts';
import { CONFLICT_REPORTED, EVENT_KEY_TRUE, INBOX_NAMES_KNOWN, INBOX_ONE_PLACE, PENDING_FRESH } from './inbox.sql.ts';

const STATEMENTS: Readonly<Record<MeteringRule, string>> = {
  'inbox-one-place': INBOX_ONE_PLACE,
  'pending-fresh': PENDING_FRESH,
  'inbox-names-known': INBOX_NAMES_KNOWN,
  'event-key-true': EVENT_KEY_TRUE,
  'conflict-reported': CONFLICT_REPORTED,
};

export class PostgresMeteringProofs implements Proofs<MeteringRule> {
  /** `pendingAtMostMs`: for how long an event may wait before somebody must look why. */
  constructor(private readonly pendingAtMostMs = 10 * 60_000) {}

  firstFault(snapshot: Snapshot, rule: MeteringRule): Promise<Fault | null> {
    return firstFault(snapshot, STATEMENTS[rule], rule === 'pending-fresh' ? [this.pendingAtMostMs] : []);
  }
}
