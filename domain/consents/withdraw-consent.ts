import type { VerifyAct, Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { withdrawingDigest, withdrawn, type Consent } from './consent.ts';
import { ConsentRefused } from './errors.ts';
import { consentChanged } from './events.ts';
import type { ConsentWithdrawnHandler, Consents } from './ports.ts';

/**
 * As easy as giving, and final. Every reader under this consent stops at its next batch. Repeating it returns the record
 * as it stands. Errors: another member's consent is NOT_FOUND, a refused one CONSENT_REFUSED; a bad or missing signature
 * has the codes of `identity`.
 */
export class WithdrawConsent {
  constructor(
    private readonly transactions: Transactions,
    private readonly consents: Consents,
    private readonly verifyAct: VerifyAct,
    private readonly handlers: readonly ConsentWithdrawnHandler[],
  ) {}

  async execute(act: { viewer: Viewer; consentId: Id; statementJws: string | null }): Promise<Consent> {
    return this.transactions.run((tx) => this.withdraw(tx, act.viewer.userId, act.consentId, act.statementJws));
  }

  private async withdraw(tx: Tx, userId: Id, consentId: Id, statementJws: string | null): Promise<Consent> {
    const consent = await this.consents.lock(tx, consentId);
    if (consent?.userId !== userId) throw new NotFound('The consent', ['consentId']);
    if (consent.state === 'refused')
      throw new ConsentRefused('This consent was refused; there is nothing to withdraw.');
    if (consent.state === 'withdrawn') return consent;
    const claim = { userId, jws: statementJws, action: 'consents.withdraw', subject: consentId };
    await this.verifyAct.execute(tx, { ...claim, digest: withdrawingDigest(consentId) });
    const ended = withdrawn(consent, statementJws, tx.now);
    await this.consents.withdraw(tx, ended);
    for (const handler of this.handlers) await handler.consentWithdrawn(tx, ended);
    tx.emit(consentChanged(ended, 'withdrawn'));
    return ended;
  }
}
