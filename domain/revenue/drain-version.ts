import type { ModelVersions } from '../models/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import { announceEarnings } from './events.ts';
import type { PotLives, Pots } from './ports.ts';
import type { Pot } from './pot.ts';

/** Ends a version: it takes no new calls. Late reports still earn, until all has matured and the pot is shared out. */
export class DrainVersion {
  constructor(
    private readonly transactions: Transactions,
    private readonly modelVersions: Pick<ModelVersions, 'lock' | 'retire'>,
    private readonly pots: Pots,
    private readonly lives: PotLives,
  ) {}

  /** By an operator. A version that drains already, or is closed, is answered as it is. */
  async execute({ viewer, modelVersionId }: { viewer: Viewer; modelVersionId: Id }): Promise<Pot> {
    assertOperator(viewer);
    return this.transactions.run((tx) => this.drain(tx, modelVersionId));
  }

  async drain(tx: Tx, modelVersionId: Id): Promise<Pot> {
    const version = await this.modelVersions.lock(tx, modelVersionId);
    const pot = version && (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId);
    if (!pot) throw new NotFound('The model version', ['modelVersionId']);
    if (pot.state !== 'open') return pot;
    await this.modelVersions.retire(tx, modelVersionId);
    await this.lives.drain(tx, modelVersionId);
    announceEarnings(tx, [modelVersionId]);
    tx.emit({ subject: `revenue.draining.${modelVersionId}`, payload: { modelVersionId } });
    return (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId) as Pot;
  }
}
