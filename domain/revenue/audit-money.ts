import { assertOperator, type Viewer } from '../identity/index.ts';
import { accountKeys, type Accounts, type AuditLedger, type LedgerAudit } from '../ledger/index.ts';
import type { Id, Transactions } from '../shared/index.ts';
import type { Pots } from './ports.ts';

/**
 * The books, and whether each pot agrees with them: what its account holds is R less what its owners drew. The pot and
 * its account are locked for the comparison, so that a batch in hand is seen wholly or not at all.
 */
export class AuditMoney {
  constructor(
    private readonly transactions: Transactions,
    private readonly auditLedger: AuditLedger,
    private readonly pots: Pots,
    private readonly accounts: Accounts,
  ) {}

  async execute(viewer: Viewer): Promise<LedgerAudit> {
    assertOperator(viewer);
    const ledger = await this.auditLedger.execute();
    const faults = [...ledger.faults];
    for (const id of await this.pots.allIds()) {
      const fault = await this.faultOf(id);
      if (fault) faults.push(fault);
    }
    return { ...ledger, faults };
  }

  private faultOf(modelVersionId: Id): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      const pot = (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId);
      if (!pot || (pot.state === 'closed' && pot.totalWeight === 0n)) return null;
      const keys = [
        accountKeys.pot(modelVersionId),
        accountKeys.draws(modelVersionId),
        accountKeys.settled(modelVersionId),
      ];
      const accounts = await this.accounts.lock(tx, new Map(keys.map((key) => [key, pot.currency])));
      const held = [...accounts.values()].reduce((sum, account) => sum + account.balanceMicros, 0n);
      const drawn = await this.pots.drawnInAll(tx, modelVersionId);
      if (held === pot.revenueMicros - drawn) return null;
      return `pot of model version ${modelVersionId}: its accounts hold ${held}, but R - drawn = ${pot.revenueMicros} - ${drawn}`;
    });
  }
}
