import type { CapRow } from '../../attribution/index.ts';
import type { ModelPublishedHandler, ModelVersion } from '../../models/index.ts';
import type { Tx } from '../../shared/index.ts';
import { Owner, Pot } from './pot.ts';
import type { Pots } from '../ports.ts';

/** On publication, in its transaction: the version gets its pot, and the frozen cap rows become the pot's owners. */
export class OpenPot implements ModelPublishedHandler {
  constructor(private readonly pots: Pots) {}

  async modelPublished(tx: Tx, version: ModelVersion, rows: readonly CapRow[]): Promise<void> {
    const totalWeight = rows.reduce((sum, row) => sum + row.weight, 0n);
    const { id: modelVersionId, currency, builderId } = version;
    const empty = { revenueMicros: 0n, matureMicros: 0n, drainedAt: null, closedAt: null };
    const opened = { state: 'open' as const, openedAt: tx.now, ...empty };
    const pot = new Pot({ modelVersionId, currency, builderId, totalWeight, ...opened });
    const owners = rows.map(({ idx, userId, weight, weightBefore }) => {
      return new Owner({ modelVersionId, idx, userId, weight, weightBefore, drawnMicros: 0n });
    });
    await this.pots.open(tx, pot, owners);
  }
}
