import type { Tx } from '../shared/index.ts';
import type { MemberKeys } from './ports.ts';
import { StatementMissing } from './statement-errors.ts';
import type { Statement, StatementClaim } from './statement.ts';
import type { VerifyStatement } from './verify-statement.ts';

/**
 * The one rule for acts that are a member's own to sign (ballots, consents, withdrawals): who has ever had a key signs.
 * Runs in the act's own transaction.
 */
export class VerifyAct {
  constructor(
    private readonly verifyStatement: VerifyStatement,
    private readonly keys: MemberKeys,
  ) {}

  /**
   * The kept statement; null for a user who has never registered a key, whose act the caller then marks as unsigned.
   * STATEMENT_MISSING, and what VerifyStatement refuses.
   */
  async execute(
    tx: Tx,
    claim: Omit<StatementClaim, 'jws'> & { readonly jws: string | null },
  ): Promise<Statement | null> {
    const { jws, userId, action } = claim;
    if (jws !== null) return this.verifyStatement.execute(tx, { ...claim, jws });
    // Revoked keys count too: else whoever holds a session and a key could revoke them all and act unsigned ever after.
    if ((await this.keys.ofUser(tx, userId)).length > 0) throw new StatementMissing(action);
    return null;
  }
}
