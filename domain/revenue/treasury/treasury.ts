import type { ModelVersions } from '../../models/index.ts';
import { accountKeys, type PostJournals } from '../../ledger/index.ts';
import type { Currency, Id, Micros, Tx } from '../../shared/index.ts';
import type { DrawEarnings } from '../draws/draw-earnings.ts';
import type { Pots } from '../ports.ts';
import type { Spendings } from './ports.ts';
import { spendingJournalKey, type Spending } from './spending.ts';

/**
 * A pool's own money: it owns a row of its models' cap tables, and draws from it into a wallet like everybody. Nobody can
 * ask for that wallet: only votes move it.
 */
export class Treasury {
  constructor(
    private readonly versions: Pick<ModelVersions, 'allOfPool'>,
    private readonly pots: Pick<Pots, 'lockOwner'>,
    private readonly drawEarnings: Pick<DrawEarnings, 'draw'>,
    private readonly spendings: Pick<Spendings, 'insert'>,
    private readonly postJournals: PostJournals,
  ) {}

  /** Draws all that has matured, and answers what the wallet then holds, locked. `cause` makes a repetition harmless. */
  async gather(tx: Tx, poolId: Id, currency: Currency, cause: Id): Promise<Micros> {
    for (const { id: modelVersionId } of await this.versions.allOfPool(tx, poolId)) {
      const row = await this.pots.lockOwner(tx, modelVersionId, poolId);
      if (!row || row.availableMicros === 0n) continue;
      const idempotencyKey = `${cause}:${modelVersionId}`;
      await this.drawEarnings.draw(tx, {
        userId: poolId,
        modelVersionId,
        amountMicros: row.availableMicros,
        idempotencyKey,
      });
    }
    const wallet = accountKeys.drawn(poolId, currency);
    return (await this.postJournals.lock(tx, new Map([[wallet, currency]]))).get(wallet)?.balanceMicros ?? 0n;
  }

  /** The wallet holds as much. */
  async pay(tx: Tx, spending: Spending): Promise<void> {
    const { poolId, recipientId, currency, amountMicros, proposalId } = spending;
    const [from, to] = [accountKeys.drawn(poolId, currency), accountKeys.drawn(recipientId, currency)];
    const accounts = await this.postJournals.lock(
      tx,
      new Map([
        [from, currency],
        [to, currency],
      ]),
    );
    await this.spendings.insert(tx, spending);
    const legs = [
      { account: from, amountMicros: -amountMicros },
      { account: to, amountMicros },
    ];
    const key = spendingJournalKey(proposalId);
    await this.postJournals.post(tx, [{ key, kind: 'spend', currency, legs }], accounts);
    tx.emit({ subject: `revenue.treasury.${poolId}`, payload: { poolId, proposalId } });
  }
}
