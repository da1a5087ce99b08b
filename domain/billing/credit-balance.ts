import { accountKeys, type JournalDraft, type PostJournals } from '../ledger/index.ts';
import { balanceChanged } from '../revenue/index.ts';
import { newId, type Micros, type Tx } from '../shared/index.ts';
import { lockBalance, smaller } from './lock-balance.ts';
import { DebtCollection, debtJournal } from './payment.ts';
import type { Debtor, Debts } from './ports.ts';
import type { WakeParkedCalls } from './wake-parked-calls.ts';

/**
 * Money reaches a customer's balance: what they owe is taken from it at once, so that none of it can be spent before, and
 * their parked calls wait for posting again.
 *
 * Locks, in this order: the debt, the accounts, the parked calls.
 */
export class CreditBalance {
  constructor(
    private readonly debts: Debts,
    private readonly postJournals: PostJournals,
    private readonly wakeParkedCalls: WakeParkedCalls,
  ) {}

  /** `journal` brings `amountMicros` to the customer. Answers the parked calls to announce after the commit. */
  async execute(
    tx: Tx,
    credit: Debtor & { readonly amountMicros: Micros },
    journal: JournalDraft,
  ): Promise<readonly bigint[]> {
    const { customerId, currency, amountMicros } = credit;
    const owed = await this.debts.lock(tx, credit);
    const sources = journal.legs.map((leg) => leg.account);
    const others = [...new Set([...sources, accountKeys.external(currency)])];
    const { balanceMicros, accounts } = await lockBalance(this.postJournals, tx, credit, others);
    const drafts = [journal];
    if (owed > 0n) {
      const taken = { customerId, currency, amountMicros: smaller(owed, balanceMicros + amountMicros) };
      const collection = new DebtCollection({ ...taken, id: newId(), collectedAt: tx.now });
      await this.debts.collect(tx, collection);
      drafts.push(debtJournal(collection));
    }
    await this.postJournals.post(tx, drafts, accounts);
    const woken = await this.wakeParkedCalls.execute(tx, credit);
    tx.emit(balanceChanged(customerId));
    return woken;
  }
}
