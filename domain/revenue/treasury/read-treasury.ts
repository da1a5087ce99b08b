import { accountKeys, type Accounts } from '../../ledger/index.ts';
import type { Currency, Cursor, Id, Micros } from '../../shared/index.ts';
import type { Pots } from '../ports.ts';
import type { Earnings } from '../pots/pot.ts';

/** What a pool owns now. */
export interface TreasuryBalance {
  readonly currency: Currency;
  /** In its wallet. */
  readonly heldMicros: Micros;
  /** Earned and past its refund window, but not in the wallet yet: spending draws it. */
  readonly availableMicros: Micros;
  readonly totalMicros: Micros;
}

const PAGE = 100;

/** For screens and for who proposes; execution counts again. */
export class ReadTreasury {
  constructor(
    private readonly accounts: Pick<Accounts, 'balance'>,
    private readonly pots: Pick<Pots, 'earningsOf'>,
  ) {}

  async ofPool(poolId: Id, currency: Currency): Promise<TreasuryBalance> {
    const heldMicros = await this.accounts.balance(accountKeys.drawn(poolId, currency));
    const rows = await this.rowsOf(poolId);
    const availableMicros = rows.reduce((sum, row) => sum + row.availableMicros, 0n);
    return { currency, heldMicros, availableMicros, totalMicros: heldMicros + availableMicros };
  }

  private async rowsOf(poolId: Id): Promise<readonly Earnings[]> {
    const rows: Earnings[] = [];
    for (let from: Cursor | undefined; ;) {
      const page = await this.pots.earningsOf(poolId, { limit: PAGE, direction: 'forward', ...(from && { from }) });
      rows.push(...page.items);
      const last = page.items.at(-1);
      if (!page.hasMore || !last) return rows;
      from = page.cursorOf(last);
    }
  }
}
