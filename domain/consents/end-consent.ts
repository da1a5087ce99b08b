import type { Id, Tx } from '../shared/index.ts';
import { withdrawn } from './consent.ts';
import { consentChanged } from './events.ts';
import type { ConsentWithdrawnHandler, Consents } from './ports.ts';

/** Withdraws a consent by what its member said beforehand: no signature is asked, for `jws` is the one they gave then. */
export class EndConsent {
  constructor(
    private readonly consents: Consents,
    private readonly handlers: readonly ConsentWithdrawnHandler[],
  ) {}

  /** One that was withdrawn meanwhile stays as it is. */
  async execute(tx: Tx, consentId: Id, jws: string | null): Promise<void> {
    const consent = await this.consents.lock(tx, consentId);
    if (consent?.state !== 'given') return;
    const ended = withdrawn(consent, jws, tx.now);
    await this.consents.withdraw(tx, ended);
    for (const handler of this.handlers) await handler.consentWithdrawn(tx, ended);
    tx.emit(consentChanged(ended, 'withdrawn'));
  }
}
