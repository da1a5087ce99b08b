import { accountKeys, type JournalDraft, type PostJournals } from '../ledger/index.ts';
import type { FundPayer } from '../metering/index.ts';
import { announceBalances } from '../revenue/index.ts';
import { newId, type Micros, type Tx } from '../shared/index.ts';
import { lockBalance, smaller } from './lock-balance.ts';
import { DebtCollection, debtJournal } from './payment.ts';
import type { Debtor, Debts } from './ports.ts';

/**
 * Money reaches a customer's balance: what they owe is taken from it at once, so that none of it can be spent before, and
 * their parked calls are remembered as payable. The one place in billing that says what such money sets going.
 *
 * Locks, in this order: the debt, the accounts, the payer's parked calls.
 */
export class CreditBalance {
  constructor(
    private readonly debts: Debts,
    private readonly postJournals: PostJournals,
    private readonly fundPayer: FundPayer,
  ) {}

  /** `journal` brings `amountMicros` to the customer. */
  async execute(tx: Tx, credit: Debtor & { readonly amountMicros: Micros }, journal: JournalDraft): Promise<void> {
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
    await this.fundPayer.execute(tx, { customerId, currency });
    announceBalances(tx, [customerId]);
  }
}
