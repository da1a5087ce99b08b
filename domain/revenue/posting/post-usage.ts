import type { Inbox } from '../../metering/index.ts';
import { DomainError, type Transactions, type Tx } from '../../shared/index.ts';
import type { PostedUsage, SettleUsage } from './settle-usage.ts';
import { Turns, type Turn } from './turns.ts';

const NOTHING: PostedUsage = { posted: 0, unfunded: 0, quarantined: 0 };

/**
 * Turns accepted events into journals. `inboxIds` is a hint: ids that are unknown, posted or parked are left out, so
 * repeats and forged messages move nothing.
 *
 * Called again before it has ended, it reads the next events while the first ones are written; they are decided and
 * written in the order of the calls, so that nobody waits for a lock in the database and no payer is overtaken.
 */
export class PostUsage {
  private readonly turns = new Turns<bigint>();

  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly settleUsage: SettleUsage,
  ) {}

  /** A refusal by the ledger concerns one event: the batch is halved until that one stands alone, in quarantine. */
  async execute(inboxIds: readonly bigint[]): Promise<PostedUsage> {
    try {
      return await this.inTurn(inboxIds);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (inboxIds.length === 1) return this.transactions.run((tx) => this.quarantine(tx, inboxIds, error.code));
      const middle = Math.ceil(inboxIds.length / 2);
      const first = await this.execute(inboxIds.slice(0, middle));
      return sum(first, await this.execute(inboxIds.slice(middle)));
    }
  }

  /** The turn ends when the transaction has, well or badly. Repeats of events in hand wait outside the database. */
  private async inTurn(inboxIds: readonly bigint[]): Promise<PostedUsage> {
    const turn = this.turns.enter(inboxIds);
    try {
      await turn.apart;
      return await this.transactions.run((tx) => this.post(tx, inboxIds, turn));
    } finally {
      turn.leave();
    }
  }

  /** Who is behind is asked under the lock of the payers' accounts: whoever parks for a payer holds it too. */
  private async post(tx: Tx, inboxIds: readonly bigint[], turn: Turn): Promise<PostedUsage> {
    const events = await this.inbox.takePending(tx, inboxIds);
    await turn.mine;
    if (events.length === 0) return NOTHING;
    const locks = await this.settleUsage.lock(tx, events);
    const behind = await this.inbox.payersBehind(tx, [...new Set(events.map((event) => event.customerId))]);
    return this.settleUsage.settle(tx, locks, events, behind);
  }

  private async quarantine(tx: Tx, inboxIds: readonly bigint[], reason: string): Promise<PostedUsage> {
    const events = await this.inbox.takePending(tx, inboxIds);
    await this.inbox.park(
      tx,
      events.map((event) => ({ event, state: 'quarantined', reason, currency: null })),
    );
    await this.inbox.countSequences(tx, events);
    return { ...NOTHING, quarantined: events.length };
  }
}

function sum(a: PostedUsage, b: PostedUsage): PostedUsage {
  return {
    posted: a.posted + b.posted,
    unfunded: a.unfunded + b.unfunded,
    quarantined: a.quarantined + b.quarantined,
  };
}
