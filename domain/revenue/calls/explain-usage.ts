import type { Viewer } from '../../identity/index.ts';
import type { BookedJournal, Journals } from '../../ledger/index.ts';
import { usageJournalKey, type Inbox, type InboxEvent, type InboxState } from '../../metering/index.ts';
import { versionAt, type ModelVersion, type ModelVersions } from '../../models/index.ts';
import type { Units } from '../../pools/index.ts';
import { NotFound, type Id } from '../../shared/index.ts';
import type { Pots, Refunds, UsageDecisions } from '../ports.ts';
import type { Earnings } from '../pots/pot.ts';
import type { Refund } from '../refunds/refund.ts';
import { chargeFor, type Charge } from './charge-rule.ts';
import { ownerPart, type OwnerPart, type Revenue } from './owner-part.ts';
import { paidIn, type Paid } from './paid.ts';

/** Why one call cost, and earned, what it did. It names no customer, no key, no ticket and no gateway. */
export interface UsageExplanation extends Units {
  readonly inboxId: bigint;
  readonly modelVersionId: Id;
  readonly occurredAt: Date;
  readonly state: InboxState;
  readonly reason: string | null;
  /** With the terms it was priced by: those that held when it was accepted. */
  readonly version: ModelVersion;
  /** Null until it is posted. */
  readonly charge: Charge | null;
  /** What moved; null while nothing has, as for a call that cost nothing. */
  readonly paid: (Paid & { readonly postedAt: Date }) | null;
  /** For owners of the version and operators; null where nothing came into the pot. */
  readonly revenue: Revenue | null;
  /** Of the viewer, where they own a part of the version. */
  readonly owner: OwnerPart | null;
  readonly refunds: readonly Refund[];
}

/** "Why this amount": for the customer of a call, for the owners of its version once it is posted, and for operators. */
export class ExplainUsage {
  constructor(
    private readonly inbox: Pick<Inbox, 'byId'>,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    private readonly journals: Pick<Journals, 'booked'>,
    private readonly pots: Pick<Pots, 'earnings'>,
    private readonly refunds: Pick<Refunds, 'ofEvents'>,
    private readonly decisions: Pick<UsageDecisions, 'byIds'>,
  ) {}

  /** Throws NOT_FOUND for what the viewer may not see, too. */
  async execute(viewer: Viewer, inboxId: bigint): Promise<UsageExplanation> {
    const event = await this.inbox.byId(inboxId);
    const earnings = event && (await this.pots.earnings(viewer.userId, event.modelVersionId));
    const published = event && (await this.modelVersions.byId(event.modelVersionId));
    if (!event || !published || !maySee(viewer, event, earnings)) throw new NotFound('The call', ['inboxId']);
    const version = versionAt(published, event.receivedAt);
    const journal = (await this.journals.booked([usageJournalKey(inboxId)])).get(usageJournalKey(inboxId));
    const [decision] = await this.decisions.byIds([inboxId]);
    const paid = journal ? { ...paidIn(journal), postedAt: journal.postedAt } : null;
    const state = journal ? 'posted' : event.state;
    const revenue = earnings || viewer.isOperator ? revenueIn(journal) : null;
    const given = { free: !paid || paid.priceMicros === 0n, waived: decision?.decision === 'waive' };
    return {
      inboxId,
      modelVersionId: event.modelVersionId,
      occurredAt: event.occurredAt,
      queries: event.queries,
      inputTokens: event.inputTokens,
      outputTokens: event.outputTokens,
      seconds: event.seconds,
      state,
      reason: event.reason,
      version,
      charge: state === 'posted' ? chargeFor(event, version, given) : null,
      paid,
      revenue,
      owner: earnings && revenue && paid ? ownerPart(paid.shareMicros, revenue, earnings) : null,
      refunds: (await this.refunds.ofEvents([inboxId])).get(inboxId) ?? [],
    };
  }
}

function maySee(viewer: Viewer, event: InboxEvent, earnings: Earnings | null): boolean {
  if (viewer.isOperator || event.customerId === viewer.userId) return true;
  return earnings !== null && event.state === 'posted';
}

/** The pot's account holds R itself, and each journal records the balance that it left. */
function revenueIn(journal: BookedJournal | undefined): Revenue | null {
  const pot = journal?.entries.find((entry) => entry.accountKind === 'pot');
  return pot ? { beforeMicros: pot.balanceMicros - pot.amountMicros, afterMicros: pot.balanceMicros } : null;
}
