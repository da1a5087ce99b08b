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
      if (!pot) return null;
      const key = accountKeys.pot(modelVersionId);
      const held = (await this.accounts.lock(tx, new Map([[key, pot.currency]]))).get(key)?.balanceMicros ?? 0n;
      const drawn = await this.pots.drawnInAll(tx, modelVersionId);
      if (held === pot.revenueMicros - drawn) return null;
      return `pot of model version ${modelVersionId}: its account holds ${held}, but R - drawn = ${pot.revenueMicros} - ${drawn}`;
    });
  }
}
