import type { EndConsent } from '../consents/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import type { Contributions, Reserves } from './ports.ts';
import { breachesOf } from './reserve.ts';

/** Ends the consents of members whose reserve a new charter breaks, before it is in force: they said so beforehand. */
export class LeaveByReserve {
  constructor(
    private readonly reserves: Reserves,
    private readonly contributions: Contributions,
    private readonly endConsent: Pick<EndConsent, 'execute'>,
  ) {}

  async execute(tx: Tx, { poolId, scope, terms }: Charter): Promise<void> {
    const reserves = await this.reserves.lockInPool(tx, poolId);
    const broken = reserves.filter((reserve) => breachesOf(reserve, scope, terms).length > 0);
    const words = new Map<Id, string | null>(broken.map(({ userId, statementJws }) => [userId, statementJws]));
    for (const { userId, consentId } of await this.contributions.liveOf(tx, poolId, [...words.keys()])) {
      await this.endConsent.execute(tx, consentId, words.get(userId) ?? null);
    }
  }
}
