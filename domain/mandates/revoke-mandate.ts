import type { VerifyAct, Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { mandateChanged } from './events.ts';
import { revocationDigest, type Mandate } from './mandate.ts';
import type { Mandates } from './ports.ts';

/**
 * Ends a mandate: from the commit on nobody buys a ticket under it; tickets bought before keep their hold, for their calls
 * may be running. Repeating it returns the mandate as it stands. NOT_FOUND, and the codes of `identity`.
 */
export class RevokeMandate {
  constructor(
    private readonly transactions: Transactions,
    private readonly mandates: Mandates,
    private readonly verifyAct: VerifyAct,
  ) {}

  execute(act: { viewer: Viewer; mandateId: Id; statementJws: string | null }): Promise<Mandate> {
    return this.transactions.run((tx) => this.revoke(tx, act.viewer.userId, act.mandateId, act.statementJws));
  }

  private async revoke(tx: Tx, userId: Id, mandateId: Id, jws: string | null): Promise<Mandate> {
    const mandate = await this.mandates.lock(tx, mandateId);
    if (mandate?.customerId !== userId) throw new NotFound('The mandate', ['mandateId']);
    if (mandate.revokedAt) return mandate;
    const claim = { userId, jws, action: 'mandates.revoke', subject: mandateId };
    await this.verifyAct.execute(tx, { ...claim, digest: revocationDigest(mandateId) });
    const revoked = changed(mandate, { revokedAt: tx.now, revocationJws: jws });
    await this.mandates.revoke(tx, revoked);
    tx.emit(mandateChanged(userId));
    return revoked;
  }
}
