import type { WithdrawConsent } from '../consents/index.ts';
import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id } from '../shared/index.ts';
import type { Pledge } from './pledge.ts';
import type { Pledges } from './ports.ts';

/** Takes a pledge back, at any time: by withdrawing its consent, which ends what rests on it in the same transaction. */
export class WithdrawPledge {
  constructor(
    private readonly pledges: Pledges,
    private readonly withdrawConsent: WithdrawConsent,
  ) {}

  /** Throws NOT_FOUND, and what WithdrawConsent refuses. Repeating it returns the pledge as it stands. */
  async execute(act: { viewer: Viewer; pledgeId: Id; statementJws: string | null }): Promise<Pledge> {
    const pledge = await this.ownPledge(act.viewer, act.pledgeId);
    await this.withdrawConsent.execute({ ...act, consentId: pledge.consentId });
    return this.ownPledge(act.viewer, act.pledgeId);
  }

  private async ownPledge(viewer: Viewer, id: Id): Promise<Pledge> {
    const pledge = await this.pledges.byId(id);
    if (pledge?.userId !== viewer.userId) throw new NotFound('The pledge', ['pledgeId']);
    return pledge;
  }
}
