import type { EndConsent } from '../consents/index.ts';
import type { Announce } from '../notices/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import type { Contributions, Reserves } from './ports.ts';
import { breachesOf } from './reserve.ts';

/** So many users can be told by name at once. */
const AT_ONCE = 1_000;

/** Ends the consents of members whose reserve a new charter breaks, before it is in force: they said so beforehand. */
export class LeaveByReserve {
  constructor(
    private readonly reserves: Reserves,
    private readonly contributions: Contributions,
    private readonly endConsent: Pick<EndConsent, 'execute'>,
    private readonly announce: Pick<Announce, 'execute'>,
  ) {}

  async execute(tx: Tx, { poolId, scope, terms }: Charter): Promise<void> {
    const reserves = await this.reserves.lockInPool(tx, poolId);
    const broken = reserves.filter((reserve) => breachesOf(reserve, scope, terms).length > 0);
    const words = new Map<Id, string | null>(broken.map(({ userId, statementJws }) => [userId, statementJws]));
    const leaving = await this.contributions.liveOf(tx, poolId, [...words.keys()]);
    for (const { userId, consentId } of leaving) {
      await this.endConsent.execute(tx, consentId, words.get(userId) ?? null);
    }
    for (let at = 0; at < leaving.length; at += AT_ONCE) {
      await this.announce.execute(tx, {
        kind: 'what-changes',
        subjectId: poolId,
        subjectType: 'Pool',
        groupId: poolId,
        title: 'Your data left a pool by your reserve',
        lines: ['Its members decided terms that break what you reserved, so your data left before they took effect.'],
        userIds: leaving.slice(at, at + AT_ONCE).map(({ userId }) => userId),
      });
    }
  }
}
