import type { Consents } from '../consents/index.ts';
import type { Announce } from '../notices/index.ts';
import type { Tx } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import type { Contributions, OptIns } from './ports.ts';
import { POOL_DORMANT } from './pool-audience.ts';
import type { RenewContributions } from './renew-contributions.ts';

/**
 * A new scope takes effect: contributions whose members said yes to it are evaluated anew, under the new consent; all others
 * go dormant, which is no vote and no use, until they say yes. Who changes the charter says so once for all of them.
 */
export class TakeScope {
  constructor(
    private readonly optIns: OptIns,
    private readonly consents: Pick<Consents, 'findAll'>,
    private readonly contributions: Pick<Contributions, 'rest'>,
    private readonly renewContributions: RenewContributions,
    private readonly announce: Pick<Announce, 'execute'>,
  ) {}

  async execute(tx: Tx, { poolId, digest }: Charter): Promise<void> {
    const optIns = await this.optIns.to(tx, digest);
    const consents = await this.consents.findAll(
      tx,
      optIns.map(({ consentId }) => consentId),
    );
    const standing = optIns.filter(({ consentId }) => {
      const consent = consents.get(consentId);
      return consent?.state === 'given' && consent.expiresAt > tx.now;
    });
    const renewed = await this.renewContributions.execute(tx, standing);
    await this.contributions.rest(
      tx,
      poolId,
      renewed.map(({ id }) => id),
    );
    await this.announce.execute(tx, {
      kind: 'what-changes',
      subjectId: poolId,
      subjectType: 'Pool',
      groupId: poolId,
      key: digest,
      title: 'Your data in a pool is dormant',
      lines: ['Another scope is in force, to which you have not said yes: your data is not used until you do.'],
      audience: POOL_DORMANT,
      audienceRef: poolId,
    });
  }
}
