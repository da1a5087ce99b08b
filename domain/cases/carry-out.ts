import type { PostJournals } from '../ledger/index.ts';
import type { FundPayer, SuspendGateway } from '../metering/index.ts';
import { announceBalances, refundJournalKey, type RefundUsage } from '../revenue/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import { callOf, type Case } from './case.ts';
import { correctionJournal, correctionKey, creditedCustomers, usersIn } from './correction.ts';
import type { Cases } from './ports.ts';

/** Does what a case ended with, in the transaction that ends it, and links the journals that it caused. */
export class CarryOut {
  constructor(
    private readonly cases: Cases,
    private readonly refundUsage: RefundUsage,
    private readonly suspendGateway: SuspendGateway,
    private readonly postJournals: PostJournals,
    private readonly fundPayer: FundPayer,
  ) {}

  /** The case's id is the refund's and part of the correction's key: neither can happen twice. */
  async execute(tx: Tx, one: Case, by: Id): Promise<void> {
    const { id, outcome, gatewayId, amountMicros } = one;
    if (outcome === 'refund') {
      await this.refundUsage.execute(tx, { refundId: id, amountMicros, ...callOf(one) });
      await this.cases.link(tx, id, [refundJournalKey(id)]);
    } else if (outcome === 'correct') {
      await this.correct(tx, one);
    } else if (outcome === 'suspend-gateway' && gatewayId) {
      await this.suspendGateway.within(tx, { gatewayId, reason: `Case ${id}`, suspendedBy: by });
    }
  }

  private async correct(tx: Tx, one: Case): Promise<void> {
    const draft = correctionJournal(one);
    const { legs, currency } = draft;
    await this.postJournals.execute(tx, [draft]);
    for (const customerId of creditedCustomers(legs)) await this.fundPayer.execute(tx, { customerId, currency });
    announceBalances(tx, [...usersIn(legs)]);
    await this.cases.link(tx, one.id, [correctionKey(one.id)]);
  }
}
