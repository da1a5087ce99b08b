import { DomainError, newId, type Tx } from '../shared/index.ts';
import { isThumbprint, type MemberKey } from './member-key.ts';
import type { MemberKeys, Signatures, SignedMessage, Statements } from './ports.ts';
import type { IdentitySettings } from './settings.ts';
import { StatementInvalid, StatementReplayed, type StatementExpired } from './statement-errors.ts';
import { STATEMENT_TYPE, Statement, assertStatement, readStatement, type StatementClaim } from './statement.ts';

export type StatementRefusal = StatementInvalid | StatementExpired | StatementReplayed;

/**
 * Checks members' own signatures over acts and keeps them, in the transaction of those acts. README.md has the exact
 * bytes. The keys are held against revocation until the acts have committed.
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
    const [verified] = (await this.each(tx, [claim])) as [Statement | StatementRefusal];
    if (verified instanceof DomainError) throw verified;
    return verified;
  }

  /**
   * Many at once, in the same few statements; a refused one does not concern the others. One answer per claim, in their
   * order. No two are of one user for one action and subject.
   */
  async each(tx: Tx, claims: readonly StatementClaim[]): Promise<(Statement | StatementRefusal)[]> {
    const messages = claims.map(({ jws }) => this.signatures.peek(jws));
    const held = await this.hold(tx, claims, messages);
    const checks = claims.map((claim, i) => this.check(tx, claim, messages[i] ?? null, held));
    const checked = (await Promise.allSettled(checks)).map(settled);
    const statements = checked.filter((one) => one instanceof Statement);
    const appended = await this.statements.append(tx, statements);
    return checked.map((one) => (one instanceof DomainError || appended.has(one.id) ? one : new StatementReplayed()));
  }

  private async hold(
    tx: Tx,
    claims: readonly StatementClaim[],
    messages: readonly (SignedMessage | null)[],
  ): Promise<ReadonlyMap<string, MemberKey>> {
    const named = claims.flatMap(({ userId }, i) => {
      const kid = messages[i]?.kid;
      return kid !== undefined && isThumbprint(kid) ? [{ userId, thumbprint: kid }] : [];
    });
    const keys = named.length === 0 ? [] : await this.keys.hold(tx, named);
    return new Map(keys.map((key) => [`${key.userId} ${key.thumbprint}`, key]));
  }

  private async check(
    tx: Tx,
    claim: StatementClaim,
    message: SignedMessage | null,
    held: ReadonlyMap<string, MemberKey>,
  ): Promise<Statement> {
    if (message === null) throw new StatementInvalid('malformed');
    const { userId, jws } = claim;
    const key = await this.signer(jws, message, held.get(`${userId} ${message.kid}`));
    const { instance, statementHorizonMs } = this.settings;
    const payload = readStatement(message.payload);
    assertStatement(payload, { ...claim, instance }, tx.now, statementHorizonMs);
    const { action, subject, digest, version } = payload;
    return new Statement({
      id: newId(),
      userId,
      keyId: key.id,
      action,
      subject,
      digest,
      version,
      jws,
      signedAt: tx.now,
    });
  }

  private async signer(jws: string, message: SignedMessage, key: MemberKey | undefined): Promise<MemberKey> {
    if (message.type !== STATEMENT_TYPE) throw new StatementInvalid('wrong-type');
    if (!key) throw new StatementInvalid('unknown-key');
    if (key.revokedAt !== null) throw new StatementInvalid('revoked-key');
    if (message.algorithm !== key.algorithm) throw new StatementInvalid('wrong-algorithm');
    if (!(await this.signatures.verify(jws, key))) throw new StatementInvalid('bad-signature');
    return key;
  }
}

/** What a rule refused is an answer; anything else is a fault, and ends them all. */
function settled(check: PromiseSettledResult<Statement>): Statement | StatementRefusal {
  if (check.status === 'fulfilled') return check.value;
  if (check.reason instanceof DomainError) return check.reason as StatementRefusal;
  throw check.reason;
}
