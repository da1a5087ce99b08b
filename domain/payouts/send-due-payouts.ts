import { changed, type Transactions, type Tx } from '../shared/index.ts';
import { begun, finished, type Attempt, type ProviderAnswer } from './attempt.ts';
import type { Orders } from './orders.ts';
import type { PayoutOrder } from './payout-order.ts';
import { held, sent, type Payout } from './payout.ts';
import type { Attempts, Payouts, WebhookProvider } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';
import { delayMs } from './retry.ts';

/** Longer than any request takes: whoever has not recorded an answer by then is taken for dead. */
const LEASE_MS = 60_000;
const AT_ONCE = 8;

interface Claimed {
  readonly attempt: Attempt;
  readonly payout: Payout;
}

/**
 * Hands due payouts to the provider. Claims them in one transaction, asks, and records each answer in another: nothing
 * is locked while a request is under way. A worker that dies in between leaves a try without an end; when its lease is
 * over, the same order is sent again under the same id, by which the provider knows that it is the same.
 */
export class SendDuePayouts {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly attempts: Attempts,
    private readonly orders: Orders,
    private readonly provider: WebhookProvider,
    private readonly recordMoves: RecordMoves,
    private readonly random: () => number = Math.random,
  ) {}

  /** How many payouts were looked at; zero where none was due. */
  async execute(): Promise<number> {
    const { claimed, seen } = await this.transactions.run((tx) => this.claim(tx));
    const done = await Promise.allSettled(claimed.map((one) => this.ask(one)));
    const failed = done.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return seen;
  }

  private async claim(tx: Tx): Promise<{ claimed: Claimed[]; seen: number }> {
    const due = await this.payouts.lockToSend(tx, AT_ONCE);
    const claimed: Claimed[] = [];
    for (const payout of due) {
      const { count, open } = await this.attempts.last(tx, payout.id);
      if (open) await this.attempts.finish(tx, finished(open, null, tx.now));
      const next = open ? this.afterFailure(payout, null, tx.now) : payout;
      if (next.holdReason !== null) {
        await this.recordMoves.execute(tx, [{ payout: next, kind: 'held' }], null);
        continue;
      }
      const attempt = begun(payout.id, count + 1, tx.now);
      await this.attempts.insert(tx, attempt);
      const leasedUntil = new Date(tx.now.getTime() + LEASE_MS);
      const leased = changed(next, { route: 'webhook', leasedUntil });
      await this.payouts.update(tx, [leased]);
      claimed.push({ attempt, payout: leased });
    }
    return { claimed, seen: due.length };
  }

  /** One whose details do not open fails alone: its try gets lost, and after the last it is held. */
  private async ask({ attempt, payout }: Claimed): Promise<void> {
    const [order] = (await this.transactions.run((tx) => this.orders.of(tx, [payout]))) as [PayoutOrder];
    const answer = await this.provider.send(order);
    await this.transactions.run((tx) => this.record(tx, attempt, answer));
  }

  /** An answer that comes after its lease, when another try has begun, still says whether the payout was taken. */
  private async record(tx: Tx, attempt: Attempt, answer: ProviderAnswer): Promise<void> {
    const payout = await this.payouts.lock(tx, attempt.payoutId);
    if (!payout) return;
    const inTime = await this.attempts.finish(tx, finished(attempt, answer, tx.now));
    if (payout.state !== 'requested') return;
    if (answer.outcome === 'delivered') {
      await this.recordMoves.execute(tx, [{ payout: sent(payout, tx.now), kind: 'sent' }], null);
    } else if (inTime) {
      const next = this.afterFailure(payout, answer, tx.now);
      if (next.holdReason !== payout.holdReason) {
        await this.recordMoves.execute(tx, [{ payout: next, kind: 'held' }], null);
      } else await this.payouts.update(tx, [next]);
    }
  }

  /** Due later, or held: after the last try, or at once where the provider says that it will never take one again. */
  private afterFailure(payout: Payout, answer: ProviderAnswer | null, now: Date): Payout {
    const tries = payout.tries + 1;
    const after = changed(payout, { tries, leasedUntil: null });
    const delay = delayMs(tries, answer?.retryAfterMs ?? null, this.random());
    if (payout.holdReason === null) {
      if (answer?.outcome === 'gone') return held(after, 'provider-refused');
      if (delay === null) return held(after, 'provider-unreachable');
    }
    // A try that was lost has waited for its lease to end, and is repeated at once.
    return answer && delay !== null ? changed(after, { nextTryAt: new Date(now.getTime() + delay) }) : after;
  }
}
