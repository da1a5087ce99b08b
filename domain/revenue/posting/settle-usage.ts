import { accountKeys, type Account, type AccountKey, type PostJournals } from '../../ledger/index.ts';
import type { ClaimedTickets, SpendingLimits, Ticket } from '../../mandates/index.ts';
import type { Inbox, Payer, UsageToPost } from '../../metering/index.ts';
import type { ModelVersions } from '../../models/index.ts';
import type { Id, Tx } from '../../shared/index.ts';
import { announceBalances, announceEarnings } from '../events.ts';
import { freeMonthsOf } from './free-tier.ts';
import type { Maturity } from '../pots/maturity.ts';
import { accountsOf, planPosting, type ClosedRule, type PaidVersion, type PostingPlan } from './posting.ts';
import type { FreeMonths, Pots } from '../ports.ts';

/** How many events left the place where they stood, by where they went. */
export interface PostedUsage {
  readonly posted: number;
  readonly unfunded: number;
  readonly quarantined: number;
}

/** What a transaction holds while it settles events. */
export interface PostingLocks {
  readonly paid: ReadonlyMap<Id, PaidVersion>;
  readonly tickets: ReadonlyMap<Id, Ticket>;
  readonly accounts: ReadonlyMap<AccountKey, Account>;
}

/**
 * The part that all posting shares, inside one transaction: lock, plan in memory, write.
 *
 * Locks, always in this order: versions, pots, tickets, accounts, spending limits, the head of a hash chain; each kind
 * in the order of its ids.
 */
export class SettleUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly modelVersions: Pick<ModelVersions, 'lockPayable'>,
    private readonly pots: Pots,
    private readonly freeMonths: FreeMonths,
    private readonly claimedTickets: ClaimedTickets,
    private readonly spendingLimits: Pick<SpendingLimits, 'lock' | 'spend'>,
    private readonly postJournals: PostJournals,
    private readonly maturity: Maturity,
  ) {}

  async lock(tx: Tx, events: readonly UsageToPost[]): Promise<PostingLocks> {
    const versionIds = [...new Set(events.map((event) => event.modelVersionId))].toSorted();
    const versions = await this.modelVersions.lockPayable(tx, versionIds);
    const pots = await this.pots.lock(
      tx,
      versions.map((version) => version.id),
    );
    const paid = new Map<Id, PaidVersion>();
    for (const version of versions) {
      const pot = pots.get(version.id);
      if (pot) paid.set(version.id, { version, pot });
    }
    const ticketIds = events.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId]));
    const tickets = await this.claimedTickets.lockClaimed(tx, ticketIds);
    return { paid, tickets, accounts: await this.postJournals.lock(tx, accountsOf(events, paid)) };
  }

  /** `behind`: payers who have older unfunded events than these. */
  async settle(
    tx: Tx,
    locks: PostingLocks,
    events: readonly UsageToPost[],
    behind: readonly Payer[],
  ): Promise<PostedUsage> {
    const plan = await this.plan(tx, locks, events, behind, 'quarantine');
    await this.write(tx, plan, locks.accounts);
    const unfunded = plan.parked.filter((each) => each.state === 'unfunded').length;
    return { posted: plan.posted.length, unfunded, quarantined: plan.parked.length - unfunded };
  }

  /**
   * Events that are parked because their version is closed, by a decision about them. Answers those that are settled now,
   * which the caller takes out of quarantine; the others stay as they are.
   */
  async settleLate(
    tx: Tx,
    locks: PostingLocks,
    events: readonly UsageToPost[],
    behind: readonly Payer[],
    rule: Exclude<ClosedRule, 'quarantine'>,
  ): Promise<readonly UsageToPost[]> {
    const plan = await this.plan(tx, locks, events, behind, rule);
    await this.pay(tx, plan, locks.accounts);
    return plan.posted;
  }

  private async plan(
    tx: Tx,
    { paid, tickets, accounts }: PostingLocks,
    events: readonly UsageToPost[],
    behind: readonly Payer[],
    closed: ClosedRule,
  ): Promise<PostingPlan> {
    const months = freeMonthsOf(events, (event) => paid.get(event.modelVersionId)?.version);
    const facts = {
      paid,
      balances: new Map([...accounts].map(([key, account]) => [key, account.balanceMicros])),
      behind: new Set(behind.map(({ customerId, currency }) => accountKeys.customer(customerId, currency))),
      freeUsed: months.length > 0 ? await this.freeMonths.used(tx, months) : new Map<string, number>(),
      tickets,
      limits: await this.spendingLimits.lock(tx, payersOf(events, paid), tx.now),
    };
    return planPosting(events, facts, closed);
  }

  private async write(tx: Tx, plan: PostingPlan, accounts: PostingLocks['accounts']): Promise<void> {
    await this.pay(tx, plan, accounts);
    if (plan.earned.size > 0) await this.pots.earn(tx, plan.earned, this.maturity.windowMs === 0);
    if (plan.parked.length > 0) await this.inbox.park(tx, plan.parked);
    const settled = [...plan.posted, ...plan.parked.map(({ event }) => event)];
    await this.inbox.countSequences(tx, settled);
    announceEarnings(tx, [...plan.earned.keys()]);
    announceBalances(tx, [...new Set(settled.map((event) => event.customerId))]);
  }

  /** What is the customers' side of a plan, whatever becomes of the owners' share. */
  private async pay(tx: Tx, plan: PostingPlan, accounts: PostingLocks['accounts']): Promise<void> {
    await this.postJournals.post(tx, plan.journals, accounts);
    if (plan.freeTier.spent.size > 0) await this.freeMonths.use(tx, [...plan.freeTier.spent.values()]);
    await this.spend(tx, plan);
    await this.claimedTickets.capture(tx, plan.captures);
  }

  /** One sum per payer, counted on the day of posting. */
  private async spend(tx: Tx, { spent }: PostingPlan): Promise<void> {
    const sums = new Map<string, Payer & { amountMicros: bigint }>();
    for (const { event, currency, amountMicros } of spent) {
      const key = accountKeys.customer(event.customerId, currency);
      const sum = sums.get(key)?.amountMicros ?? 0n;
      sums.set(key, { customerId: event.customerId, currency, amountMicros: sum + amountMicros });
    }
    await this.spendingLimits.spend(
      tx,
      [...sums.values()].map((sum) => ({ ...sum, at: tx.now })),
    );
  }
}

function payersOf(events: readonly UsageToPost[], paid: ReadonlyMap<Id, PaidVersion>): Payer[] {
  const payers = new Map<AccountKey, Payer>();
  for (const { customerId, modelVersionId, ticketId } of events) {
    const currency = paid.get(modelVersionId)?.pot.currency;
    if (currency === undefined || ticketId !== null) continue;
    payers.set(accountKeys.customer(customerId, currency), { customerId, currency });
  }
  return [...payers.values()];
}
