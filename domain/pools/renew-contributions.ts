import type { EndConsent } from '../consents/index.ts';
import type { Tx } from '../shared/index.ts';
import type { Contribution } from './contribution.ts';
import type { Contributions, OptedIn } from './ports.ts';

/**
 * Puts contributions and their pledges under the consent that their members gave to another scope, to be evaluated anew. The
 * consent before it ends: else who takes their pledge back would withdraw one of two, and readers would go on by the other.
 */
export class RenewContributions {
  constructor(
    private readonly contributions: Pick<Contributions, 'renew'>,
    private readonly endConsent: Pick<EndConsent, 'execute'>,
  ) {}

  /** Those that are neither withdrawn nor rejected; the others stay as they are. */
  async execute(tx: Tx, optIns: readonly OptedIn[]): Promise<readonly Contribution[]> {
    const renewed = await this.contributions.renew(tx, optIns);
    for (const { formerConsentId } of renewed) await this.endConsent.execute(tx, formerConsentId, null);
    return renewed.map(({ contribution }) => contribution);
  }
}
