import type { Accounts, PostJournals } from '../ledger/index.ts';
import type { Inbox, InboxEvent } from '../metering/index.ts';
import type { ModelVersions } from '../models/index.ts';
import { DomainError, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { balanceChanged, earningsChanged } from './events.ts';
import { accountsOf, planPosting, type PaidVersion, type PostingPlan } from './posting.ts';
import type { Pots } from './ports.ts';

/** How many events left the waiting state this time, by where they went. */
export interface PostedUsage {
  readonly posted: number;
  readonly unfunded: number;
  readonly quarantined: number;
}

/**
 * Turns accepted events into journals. `inboxIds` is a hint: ids that are unknown, posted or in
 * quarantine are left out, so repeats and forged messages move nothing.
 *
 * Locks, always in this order: inbox rows, versions, pots, accounts; each kind in the order of its ids.
 */
export class PostUsage {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly modelVersions: Pick<ModelVersions, 'lockLive'>,
    private readonly pots: Pots,
    private readonly accounts: Accounts,
    private readonly postJournals: PostJournals,
  ) {}

  /** A refusal by the ledger concerns one event: the batch is halved until that one stands alone, in quarantine. */
  async execute(inboxIds: readonly bigint[]): Promise<PostedUsage> {
    try {
      return await this.transactions.run((tx) => this.post(tx, inboxIds));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (inboxIds.length === 1) return this.transactions.run((tx) => this.quarantine(tx, inboxIds, error.code));
      const middle = Math.ceil(inboxIds.length / 2);
      const first = await this.execute(inboxIds.slice(0, middle));
      return sum(first, await this.execute(inboxIds.slice(middle)));
    }
  }

  private async post(tx: Tx, inboxIds: readonly bigint[]): Promise<PostedUsage> {
    const events = await this.inbox.lockUnposted(tx, inboxIds);
    if (events.length === 0) return { posted: 0, unfunded: 0, quarantined: 0 };
    const plan = await this.plan(tx, events);
    await this.postJournals.execute(tx, plan.journals);
    await this.pots.addRevenue(tx, plan.shares);
    await this.inbox.settle(tx, plan.outcomes);
    announce(tx, plan);
    return count(plan);
  }

  private async quarantine(tx: Tx, inboxIds: readonly bigint[], reason: string): Promise<PostedUsage> {
    const events = await this.inbox.lockUnposted(tx, inboxIds);
    await this.inbox.settle(
      tx,
      events.map((event) => ({ event, state: 'quarantined', reason })),
    );
    return { posted: 0, unfunded: 0, quarantined: events.length };
  }

  private async plan(tx: Tx, events: readonly InboxEvent[]): Promise<PostingPlan> {
    const versionIds = [...new Set(events.map((event) => event.modelVersionId))].toSorted();
    const versions = await this.modelVersions.lockLive(tx, versionIds);
    const pots = await this.pots.lock(
      tx,
      versions.map((version) => version.id),
    );
    const paid = new Map<Id, PaidVersion>();
    for (const version of versions) {
      const pot = pots.get(version.id);
      if (pot) paid.set(version.id, { version, pot });
    }
    const accounts = await this.accounts.lock(tx, accountsOf(events, paid));
    const balances = new Map([...accounts].map(([key, account]) => [key, account.balanceMicros]));
    return planPosting(events, paid, balances);
  }
}

function announce(tx: Tx, plan: PostingPlan): void {
  const posted = plan.outcomes.filter((outcome) => outcome.state === 'posted');
  for (const modelVersionId of new Set(posted.map(({ event }) => event.modelVersionId))) {
    tx.emit(earningsChanged(modelVersionId));
  }
  for (const customerId of new Set(plan.outcomes.map(({ event }) => event.customerId))) {
    tx.emit(balanceChanged(customerId));
  }
}

function count(plan: PostingPlan): PostedUsage {
  const of = (state: string) => plan.outcomes.filter((outcome) => outcome.state === state).length;
  return { posted: of('posted'), unfunded: of('unfunded'), quarantined: of('quarantined') };
}

function sum(a: PostedUsage, b: PostedUsage): PostedUsage {
  return {
    posted: a.posted + b.posted,
    unfunded: a.unfunded + b.unfunded,
    quarantined: a.quarantined + b.quarantined,
  };
}
