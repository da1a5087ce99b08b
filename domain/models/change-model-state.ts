import type { Proposal, ProposalAction } from '../governance/index.ts';
import { changed, InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { ModelStateOther } from './errors.ts';
import { versionChanged } from './events.ts';
import type { ModelState, ModelVersion } from './model-version.ts';
import type { ModelVersions } from './ports.ts';

export interface ModelStateParams {
  readonly modelVersionId: Id;
}

const MOVES = {
  'suspend-model': { from: 'live', to: 'suspended', effect: 'takes no calls from then on, until members resume it' },
  'resume-model': { from: 'suspended', to: 'live', effect: 'takes calls again' },
} as const satisfies Record<string, { from: ModelState; to: ModelState; effect: string }>;

/** Members stop a model of theirs, or let it go on. */
export class ChangeModelState implements ProposalAction<ModelStateParams> {
  constructor(
    readonly kind: keyof typeof MOVES,
    private readonly versions: ModelVersions,
  ) {}

  parse(params: Json): ModelStateParams {
    const { modelVersionId } = (params ?? {}) as Partial<ModelStateParams>;
    if (typeof modelVersionId === 'string') return { modelVersionId };
    throw new InvalidInput(['modelVersionId'], 'Name the model version.');
  }

  async check(tx: Tx, params: ModelStateParams, { groupId }: { groupId: Id }): Promise<void> {
    await this.movable(tx, params, groupId);
  }

  async preview({ modelVersionId }: ModelStateParams): Promise<readonly string[]> {
    const version = await this.versions.byId(modelVersionId);
    return [
      `Version ${version?.number ?? modelVersionId} of the pool’s model ${MOVES[this.kind].effect}.`,
      'What was called before stays paid, and its owners keep what they have.',
    ];
  }

  /** Throws MODEL_STATE_OTHER where it moved since. */
  async execute(tx: Tx, params: ModelStateParams, { groupId }: Proposal): Promise<void> {
    const version = await this.movable(tx, params, groupId);
    const { to: state } = MOVES[this.kind];
    await this.versions.move(tx, version.id, state);
    tx.emit(versionChanged(changed(version, { state })));
  }

  private async movable(tx: Tx, { modelVersionId }: ModelStateParams, poolId: Id): Promise<ModelVersion> {
    const version = await this.versions.lock(tx, modelVersionId);
    if (version?.poolId !== poolId) throw new NotFound('The model version', ['modelVersionId']);
    if (version.state !== MOVES[this.kind].from) throw new ModelStateOther(version.state);
    return version;
  }
}
