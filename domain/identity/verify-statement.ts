import { newId, type Tx } from '../shared/index.ts';
import { isThumbprint, type MemberKey } from './member-key.ts';
import type { MemberKeys, Signatures, SignedMessage, Statements } from './ports.ts';
import type { IdentitySettings } from './settings.ts';
import { StatementInvalid, StatementReplayed } from './statement-errors.ts';
import { STATEMENT_TYPE, Statement, assertStatement, readStatement, type StatementClaim } from './statement.ts';

/**
 * Checks a member's own signature over an act and keeps it, in the transaction of that act. README.md has the exact
 * bytes. The key is held against revocation until the act has committed.
 */
export class VerifyStatement {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'instance' | 'statementHorizonMs'>,
    private readonly keys: MemberKeys,
    private readonly signatures: Signatures,
    private readonly statements: Statements,
  ) {}

  /** StatementInvalid, StatementExpired, StatementReplayed. */
  async execute(tx: Tx, claim: StatementClaim): Promise<Statement> {
    const message = this.signatures.peek(claim.jws);
    if (message === null) throw new StatementInvalid('malformed');
    const key = await this.signer(tx, claim, message);
    const { instance, statementHorizonMs } = this.settings;
    const payload = readStatement(message.payload);
    assertStatement(payload, { ...claim, instance }, tx.now, statementHorizonMs);
    const statement = new Statement({
      id: newId(),
      userId: claim.userId,
      keyId: key.id,
      action: payload.action,
      subject: payload.subject,
      digest: payload.digest,
      version: payload.version,
      jws: claim.jws,
      signedAt: tx.now,
    });
    if (!(await this.statements.append(tx, statement))) throw new StatementReplayed();
    return statement;
  }

  private async signer(tx: Tx, claim: StatementClaim, message: SignedMessage): Promise<MemberKey> {
    if (message.type !== STATEMENT_TYPE) throw new StatementInvalid('wrong-type');
    const key = isThumbprint(message.kid) && (await this.keys.hold(tx, claim.userId, message.kid));
    if (!key) throw new StatementInvalid('unknown-key');
    if (key.revokedAt !== null) throw new StatementInvalid('revoked-key');
    if (message.algorithm !== key.algorithm) throw new StatementInvalid('wrong-algorithm');
    if (!(await this.signatures.verify(claim.jws, key))) throw new StatementInvalid('bad-signature');
    return key;
  }
}
