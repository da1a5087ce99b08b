import type { JournalDraft, PostJournals } from '../../ledger/index.ts';
import { holdEndLegs, ticketJournalKeys, type Ticket, type TicketExpiredHandler } from '../../mandates/index.ts';
import { versionAt, type ModelVersions } from '../../models/index.ts';
import type { Id, Tx } from '../../shared/index.ts';
import { announceBalances, announceEarnings } from '../events.ts';
import type { Maturity } from '../pots/maturity.ts';
import { earningLegs, type Earned } from './posting.ts';
import type { Pots } from '../ports.ts';
import { splitPrice } from './split.ts';

/**
 * A call that was bought and never reported is paid in full all the same: what its ticket held is shared out like the
 * price of a usage event, so that nobody gains by keeping a call to themselves. Where the version was closed meanwhile, the
 * share is nobody's.
 */
export class EarnExpiredTickets implements TicketExpiredHandler {
  constructor(
    private readonly modelVersions: Pick<ModelVersions, 'lockPayable'>,
    private readonly pots: Pots,
    private readonly postJournals: PostJournals,
    private readonly maturity: Maturity,
  ) {}

  /** A ticket of a suspended version cannot earn yet: the throw leaves it open for the next pass. */
  async ticketsExpired(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
    const versionIds = [...new Set(tickets.map((ticket) => ticket.modelVersionId))].toSorted();
    const versions = new Map((await this.modelVersions.lockPayable(tx, versionIds)).map((each) => [each.id, each]));
    const pots = await this.pots.lock(tx, versionIds);
    const drafts: JournalDraft[] = [];
    const earned = new Map<Id, Earned>();
    for (const ticket of tickets) {
      const { modelVersionId, currency, maxPriceMicros } = ticket;
      const [version, pot] = [versions.get(modelVersionId), pots.get(modelVersionId)];
      if (!version || !pot) throw new Error(`Version ${modelVersionId} cannot earn now.`);
      if (maxPriceMicros === 0n) continue;
      const split = splitPrice(maxPriceMicros, versionAt(version, ticket.issuedAt));
      const legs = [...holdEndLegs(ticket, maxPriceMicros), ...earningLegs(pot, split)];
      const moving = legs.filter((leg) => leg.amountMicros !== 0n);
      drafts.push({ key: ticketJournalKeys.expiry(ticket.id), kind: 'ticket-expired', currency, legs: moving });
      if (pot.state === 'closed') continue;
      const { shareMicros, calls } = earned.get(modelVersionId) ?? { shareMicros: 0n, calls: 0 };
      earned.set(modelVersionId, { shareMicros: shareMicros + split.shareMicros, calls: calls + 1 });
    }
    await this.postJournals.execute(tx, drafts);
    if (earned.size > 0) await this.pots.earn(tx, earned, this.maturity.windowMs === 0);
    announceEarnings(tx, [...earned.keys()]);
    announceBalances(tx, [...new Set(tickets.map((ticket) => ticket.customerId))]);
  }
}
