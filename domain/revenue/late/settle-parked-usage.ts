import { assertOperator, type Viewer } from '../../identity/index.ts';
import type { Inbox, UsageToPost } from '../../metering/index.ts';
import type { Transactions, Tx } from '../../shared/index.ts';
import { assertReason } from '../amounts.ts';
import { announceBalances } from '../events.ts';
import type { UsageDecisions } from '../ports.ts';
import type { SettleUsage } from '../posting/settle-usage.ts';
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
    private readonly settleUsage: SettleUsage,
    private readonly decisions: UsageDecisions,
  ) {}

  /** One result per id, in the order given; ids that come twice count once. */
  async execute({ viewer, ids: given, decision, note: text }: SettleParkedCommand): Promise<readonly DecisionResult[]> {
    assertOperator(viewer);
    const ids = assertDecided(given);
    const note = assertReason(text, 'note');
    const outcomes = await this.transactions.run(async (tx) => {
      const held = await this.inbox.quarantined(tx, ids, REASON);
      const settled = await this.settle(tx, held, decision);
      await this.keep(tx, settled, { decision, note, operatorId: viewer.userId });
      const now = new Set(settled.map((event) => event.id));
      const status = (event: UsageToPost): DecisionStatus => {
        if (!now.has(event.id)) return 'unfunded';
        return decision === 'waive' ? 'waived' : 'charged';
      };
      return new Map(held.map((event) => [event.id, status(event)]));
    });
    return this.withOthers(ids, outcomes);
  }

  private async keep(
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

  /** The rows are held, so the locks come in the order of posting. */
  private async settle(tx: Tx, held: readonly UsageToPost[], decision: UsageVerdict): Promise<readonly UsageToPost[]> {
    if (held.length === 0) return [];
    const locks = await this.settleUsage.lock(tx, held);
    const behind = await this.inbox.payersBehind(tx, [...new Set(held.map((event) => event.customerId))]);
    return this.settleUsage.settleLate(tx, locks, held, behind, decision === 'waive' ? 'waive' : 'charge');
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
