import { versionChanged, type ModelVersions } from '../../models/index.ts';
import { changed, NotFound, type Id, type Transactions, type Tx } from '../../shared/index.ts';
import { assertOperator, type Viewer } from '../../identity/index.ts';
import { Draining } from './draining.ts';
import type { Drainings, PotLives, Pots } from '../ports.ts';
import { assertReason } from '../amounts.ts';
import { announceEarnings } from '../events.ts';
import type { Pot } from './pot.ts';

export interface DrainCommand {
  readonly viewer: Viewer;
  readonly modelVersionId: Id;
  /** For whoever asks later: owners and customers read it. */
  readonly reason: string;
}

/** Ends a version: it takes no new calls. Late reports still earn, until all has matured and the pot is shared out. */
export class DrainVersion {
  constructor(
    private readonly transactions: Transactions,
    private readonly modelVersions: Pick<ModelVersions, 'lock' | 'move'>,
    private readonly pots: Pots,
    private readonly lives: PotLives,
    private readonly drainings: Pick<Drainings, 'insert'>,
  ) {}

  /** By an operator. A version that drains already, or is closed, is answered as it is. */
  async execute({ viewer, modelVersionId, reason: text }: DrainCommand): Promise<Pot> {
    assertOperator(viewer);
    const reason = assertReason(text, 'reason');
    return this.transactions.run((tx) =>
      this.drain(tx, { modelVersionId, operatorId: viewer.userId, proposalId: null, reason }),
    );
  }

  /** Where others decided it already. */
  async drain(tx: Tx, act: Omit<Draining, 'drainedAt'>): Promise<Pot> {
    const { modelVersionId } = act;
    const version = await this.modelVersions.lock(tx, modelVersionId);
    const pot = version && (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId);
    if (!pot) throw new NotFound('The model version', ['modelVersionId']);
    if (pot.state !== 'open') return pot;
    await this.modelVersions.move(tx, modelVersionId, 'retired');
    await this.lives.drain(tx, modelVersionId);
    await this.drainings.insert(tx, new Draining({ ...act, drainedAt: tx.now }));
    announceEarnings(tx, [modelVersionId]);
    tx.emit(versionChanged(changed(version, { state: 'retired' })));
    tx.emit({ subject: `revenue.draining.${modelVersionId}`, payload: { modelVersionId } });
    return (await this.pots.lock(tx, [modelVersionId])).get(modelVersionId) as Pot;
  }
}
