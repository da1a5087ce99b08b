import { accountKeys, type Accounts, type PostJournals } from '../ledger/index.ts';
import { announceBalances } from '../revenue/index.ts';
import { newId, type Transactions, type Tx } from '../shared/index.ts';
import { lockBalance, smaller } from './lock-balance.ts';
import { DebtCollection, debtJournal } from './payment.ts';
import type { Debtor, Debts } from './ports.ts';

/**
 * Takes what is owed from balances that grew by something else than a payment: a refund, a hold that was released. A
 * payment settles the debt itself, in its own transaction.
 */
export class CollectDebts {
  constructor(
    private readonly transactions: Transactions,
    private readonly debts: Debts,
    private readonly accounts: Accounts,
    private readonly postJournals: PostJournals,
    private readonly page = 500,
  ) {}

  /** Returns from how many balances something was taken. */
  async execute(): Promise<number> {
    let collected = 0;
    for (let after: Debtor | null = null; ;) {
      const debtors: Debtor[] = await this.debts.debtors(after, this.page);
      const last = debtors.at(-1);
      if (!last) return collected;
      for (const debtor of await this.withMoney(debtors)) {
        if (await this.transactions.run((tx) => this.collect(tx, debtor))) collected += 1;
      }
      after = last;
    }
  }

  private async withMoney(debtors: readonly Debtor[]): Promise<Debtor[]> {
    const keyOf = ({ customerId, currency }: Debtor) => accountKeys.customer(customerId, currency);
    const balances = await this.accounts.balances(debtors.map(keyOf));
    return debtors.filter((debtor) => (balances.get(keyOf(debtor)) ?? 0n) > 0n);
  }

  private async collect(tx: Tx, debtor: Debtor): Promise<boolean> {
    const { customerId, currency } = debtor;
    const owed = await this.debts.lock(tx, debtor);
    const { balanceMicros, accounts } = await lockBalance(this.postJournals, tx, debtor, [
      accountKeys.external(currency),
    ]);
    const amountMicros = smaller(owed, balanceMicros);
    if (amountMicros === 0n) return false;
    const collection = new DebtCollection({ id: newId(), customerId, currency, amountMicros, collectedAt: tx.now });
    await this.debts.collect(tx, collection);
    await this.postJournals.post(tx, [debtJournal(collection)], accounts);
    announceBalances(tx, [customerId]);
    return true;
  }
}
