import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import type { Id, Transactions, Tx } from '../shared/index.ts';
import type { CarryOut } from './carry-out.ts';
import { confirmed, type Case } from './case.ts';
import { CaseChanged, CorrectionDigestWrong, SecondOperatorRequired } from './errors.ts';
import { assertOthers, lockedCase } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';

/** What the second operator has looked at: of a correction the digest of its legs, of any other case its version. */
export type Seen = { readonly version: number } | { readonly digest: string };

export interface ConfirmCommand {
  readonly viewer: Viewer;
  readonly caseId: Id;
  readonly seen: Seen;
}

/** A second operator, who is another person, confirms what the first decided, and only then it happens. */
export class ConfirmCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly otherHands: OtherHands,
    private readonly carryOut: CarryOut,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws CASE_STATE, CASE_CHANGED, CORRECTION_DIGEST, SECOND_OPERATOR_REQUIRED, OWN_CASE, and why the money cannot move. */
  async execute(command: ConfirmCommand): Promise<Case> {
    assertOperator(command.viewer);
    return this.transactions.run((tx) => this.confirm(tx, command));
  }

  private async confirm(tx: Tx, { viewer, caseId, seen }: ConfirmCommand): Promise<Case> {
    const one = await lockedCase(this.cases, tx, viewer, { caseId });
    if (one.state === 'closed' && one.secondId === viewer.userId && one.outcome !== 'reject') return one;
    const next = confirmed(one, viewer.userId, tx.now);
    assertSeen(one, seen);
    if (!one.reviewerId || !(await this.otherHands.are(tx, viewer.userId, [one.reviewerId]))) {
      throw new SecondOperatorRequired();
    }
    await assertOthers(this.otherHands, tx, viewer, one);
    await this.carryOut.execute(tx, next, viewer.userId);
    return this.recordCase.move(tx, next, { kind: 'confirmed', actorId: viewer.userId, note: null });
  }
}

function assertSeen({ kind, digest, version }: Case, seen: Seen): void {
  if (kind === 'correction') {
    if (!('digest' in seen) || seen.digest !== digest) throw new CorrectionDigestWrong();
  } else if (!('version' in seen) || seen.version !== version) {
    throw new CaseChanged(version);
  }
}
