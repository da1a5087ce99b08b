import { DomainError, type Tx } from '../shared/index.ts';
import type { MemberKeys } from './ports.ts';
import { StatementMissing } from './statement-errors.ts';
import type { Statement, StatementClaim } from './statement.ts';
import type { StatementRefusal, VerifyStatement } from './verify-statement.ts';

/** An act, signed where its member has a key. */
export type ActClaim = Omit<StatementClaim, 'jws'> & { readonly jws: string | null };

export type ActRefusal = StatementRefusal | StatementMissing;

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
  async execute(tx: Tx, claim: ActClaim): Promise<Statement | null> {
    const [verified] = (await this.each(tx, [claim])) as [Statement | ActRefusal | null];
    if (verified instanceof DomainError) throw verified;
    return verified;
  }

  /** Many at once: one answer per claim, in their order. No two are of one user for one action and subject. */
  async each(tx: Tx, claims: readonly ActClaim[]): Promise<(Statement | ActRefusal | null)[]> {
    const signed = claims.filter((claim): claim is StatementClaim => claim.jws !== null);
    const verified = signed.length === 0 ? [] : await this.verifyStatement.each(tx, signed);
    const unsigned = claims.filter(({ jws }) => jws === null).map(({ userId }) => userId);
    // Revoked keys count too: else whoever holds a session and a key could revoke them all and act unsigned ever after.
    const holders = unsigned.length === 0 ? new Set() : await this.keys.holders(tx, unsigned);
    let next = 0;
    return claims.map(({ jws, userId, action }) => {
      if (jws !== null) return verified[next++] as Statement | StatementRefusal;
      return holders.has(userId) ? new StatementMissing(action) : null;
    });
  }
}
