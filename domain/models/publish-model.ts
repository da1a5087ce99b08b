import type { CapTables } from '../attribution/index.ts';
import type { Proposal, ProposalAction } from '../governance/index.ts';
import { PoolNotLive, type Charters, type Pools } from '../pools/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import type { TrainingRuns } from '../training/index.ts';
import { AlreadyPublished, CapTableNotFrozen, PublishMismatch } from './errors.ts';
import { versionChanged } from './events.ts';
import { publish } from './model-version.ts';
import type { ModelPublishedHandler, ModelVersions } from './ports.ts';

export interface PublishModelParams {
  readonly runId: Id;
  readonly artefactDigest: string;
  readonly capTableDigest: string;
}

/** The effect of the publish vote: the run's artefact becomes a live model version that its cap table owns. */
export class PublishModel implements ProposalAction<PublishModelParams> {
  readonly kind = 'publish-model';

  constructor(
    private readonly runs: TrainingRuns,
    private readonly pools: Pick<Pools, 'lock'>,
    private readonly capTables: CapTables,
    private readonly charters: Charters,
    private readonly versions: ModelVersions,
    private readonly handlers: readonly ModelPublishedHandler[],
  ) {}

  parse(params: Json): PublishModelParams {
    const { runId, artefactDigest, capTableDigest } = (params ?? {}) as Partial<PublishModelParams>;
    if (typeof runId === 'string' && typeof artefactDigest === 'string' && typeof capTableDigest === 'string') {
      return { runId, artefactDigest, capTableDigest };
    }
    throw new InvalidInput(['params'], 'A publication names its run, and the digests of its artefact and cap table.');
  }

  async check(tx: Tx, params: PublishModelParams, { groupId }: { groupId: Id }): Promise<void> {
    await this.publishable(tx, params, groupId);
  }

  preview(params: PublishModelParams): Promise<readonly string[]> {
    return Promise.resolve([
      `The artefact ${params.artefactDigest} goes live as a model version that customers can query and pay for.`,
      `It is owned, for ever, as the cap table ${params.capTableDigest} says, under the charter's terms of that day.`,
    ]);
  }

  async execute(tx: Tx, params: PublishModelParams, proposal: Proposal): Promise<void> {
    const { run, capTable } = await this.publishable(tx, params, proposal.groupId);
    const charter = await this.charters.current(tx, run.poolId);
    const number = await this.versions.nextNumber(tx, run.poolId);
    const version = publish({ run, capTable, charter, proposalId: proposal.id, number }, tx.now);
    await this.versions.insert(tx, version);
    const rows = await this.capTables.rows(tx, capTable.id);
    for (const handler of this.handlers) await handler.modelPublished(tx, version, rows);
    tx.emit(versionChanged(version));
  }

  private async publishable(tx: Tx, params: PublishModelParams, poolId: Id) {
    const pool = await this.pools.lock(tx, poolId);
    if (pool && pool.state !== 'live') throw new PoolNotLive(pool.state);
    const run = await this.runs.find(tx, params.runId);
    if (run?.poolId !== poolId) throw new NotFound('The run', ['runId']);
    const capTable = await this.capTables.ofRun(tx, run.id);
    const { artefactObjectId, artefactDigest } = run;
    if (!capTable || artefactObjectId === null || artefactDigest === null) throw new CapTableNotFrozen();
    if (artefactDigest !== params.artefactDigest) throw new PublishMismatch('artefactDigest');
    if (capTable.digest !== params.capTableDigest) throw new PublishMismatch('capTableDigest');
    if (await this.versions.ofRun(tx, run.id)) throw new AlreadyPublished();
    return { run: Object.assign(run, { artefactObjectId, artefactDigest }), capTable };
  }
}
