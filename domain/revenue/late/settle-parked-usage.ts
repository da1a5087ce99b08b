import { assertOperator, type Viewer } from '../../identity/index.ts';
import { accountKeys, type PostJournals } from '../../ledger/index.ts';
import type { Inbox, UsageToPost } from '../../metering/index.ts';
import type { ModelVersions } from '../../models/index.ts';
import type { Id, Transactions, Tx } from '../../shared/index.ts';
import { assertReason } from '../amounts.ts';
import { announceBalances } from '../events.ts';
import { freeMonthsOf } from '../posting/free-tier.ts';
import type { PaidVersion } from '../posting/posting.ts';
import type { FreeMonths, Pots, UsageDecisions } from '../ports.ts';
import { accountsOfLate, planLateCharges } from './late-charges.ts';
import {
  assertDecided,
  UsageDecision,
  type DecisionResult,
  type DecisionStatus,
  type UsageVerdict,
} from './usage-decision.ts';

export interface SettleParkedCommand {
  readonly viewer: Viewer;
  readonly ids: readonly bigint[];
  readonly decision: UsageVerdict;
  /** Why, for whoever asks later. */
  readonly note: string;
}

const REASON = 'VERSION_CLOSED';

/**
 * An operator's decision about calls that were reported after their version had been shared out. Each leaves quarantine
 * exactly once, with the decision on record in the same transaction; from then on it counts as posted, at a price of
 * zero where it was waived. One that its customer cannot pay stays where it is.
 */
export class SettleParkedUsage {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly modelVersions: Pick<ModelVersions, 'byIds'>,
    private readonly pots: Pick<Pots, 'lock'>,
    private readonly freeMonths: FreeMonths,
    private readonly decisions: UsageDecisions,
    private readonly postJournals: PostJournals,
  ) {}

  /** One result per id, in the order given; ids that come twice count once. */
  async execute({ viewer, ids: given, decision, note: text }: SettleParkedCommand): Promise<readonly DecisionResult[]> {
    assertOperator(viewer);
    const ids = assertDecided(given);
    const note = assertReason(text, 'note');
    const outcomes = await this.transactions.run(async (tx) => {
      const held = await this.inbox.quarantined(tx, ids, REASON);
      const settled = decision === 'waive' ? held : await this.charge(tx, held);
      await this.settle(tx, settled, { decision, note, operatorId: viewer.userId });
      const now = new Set(settled.map((event) => event.id));
      const status = (event: UsageToPost): DecisionStatus => {
        if (!now.has(event.id)) return 'unfunded';
        return decision === 'waive' ? 'waived' : 'charged';
      };
      return new Map(held.map((event) => [event.id, status(event)]));
    });
    return this.withOthers(ids, outcomes);
  }

  private async settle(
    tx: Tx,
    events: readonly UsageToPost[],
    by: Pick<UsageDecision, 'decision' | 'note' | 'operatorId'>,
  ): Promise<void> {
    if (events.length === 0) return;
    const ids = events.map((event) => event.id);
    await this.inbox.takeQuarantined(tx, ids, REASON);
    const decided = events.map(({ id, modelVersionId }) => {
      return new UsageDecision({ ...by, inboxId: id, modelVersionId, decidedAt: tx.now });
    });
    await this.decisions.insert(tx, decided);
    announceBalances(tx, [...new Set(events.map((event) => event.customerId))]);
  }

  /** Answers those that were charged. Locks in the order of posting: events, pots, accounts, the head of a chain. */
  private async charge(tx: Tx, events: readonly UsageToPost[]): Promise<readonly UsageToPost[]> {
    if (events.length === 0) return [];
    const paid = await this.paidVersions(tx, [...new Set(events.map((event) => event.modelVersionId))].toSorted());
    const accounts = await this.postJournals.lock(tx, accountsOfLate(events, paid));
    const behind = await this.inbox.payersBehind(tx, [...new Set(events.map((event) => event.customerId))]);
    const months = freeMonthsOf(events, (event) => paid.get(event.modelVersionId)?.version);
    const plan = planLateCharges(events, {
      paid,
      balances: new Map([...accounts].map(([key, account]) => [key, account.balanceMicros])),
      behind: new Set(behind.map(({ customerId, currency }) => accountKeys.customer(customerId, currency))),
      freeUsed: months.length > 0 ? await this.freeMonths.used(tx, months) : new Map<string, number>(),
    });
    await this.postJournals.post(tx, plan.journals, accounts);
    const spent = [...plan.freeTier.spent.values()];
    if (spent.length > 0) await this.freeMonths.use(tx, spent);
    return plan.charged;
  }

  private async paidVersions(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, PaidVersion>> {
    const pots = await this.pots.lock(tx, ids);
    const paid = new Map<Id, PaidVersion>();
    for (const version of await this.modelVersions.byIds(ids)) {
      const pot = pots.get(version.id);
      if (pot?.state === 'closed') paid.set(version.id, { version, pot });
    }
    return paid;
  }

  private async withOthers(
    ids: readonly bigint[],
    outcomes: ReadonlyMap<bigint, DecisionStatus>,
  ): Promise<DecisionResult[]> {
    const others = ids.filter((id) => !outcomes.has(id));
    const decided = new Set((await this.decisions.byIds(others)).map((decision) => decision.inboxId));
    const known = new Set((await this.inbox.byIds(others)).map((event) => event.id));
    return ids.map((inboxId) => {
      if (decided.has(inboxId)) return { inboxId, status: 'decided' };
      return { inboxId, status: outcomes.get(inboxId) ?? (known.has(inboxId) ? 'not-closed' : 'unknown') };
    });
  }
}
