import { NotFound, type Id } from '../shared/index.ts';
import type { OpenObject } from '../vaults/index.ts';
import { ModelNotLive } from './errors.ts';
import type { ModelVersion } from './model-version.ts';
import type { ModelVersions } from './ports.ts';

/** Opens a live version's artefact for a gateway that serves it. The caller has checked that it is such a gateway. */
export class OpenModelArtefact {
  constructor(
    private readonly versions: ModelVersions,
    private readonly openObject: OpenObject,
  ) {}

  /** Throws NOT_FOUND, MODEL_NOT_LIVE; while it is read, OBJECT_TAMPERED. */
  async execute(id: Id): Promise<{ version: ModelVersion; bytes: AsyncIterable<Buffer> }> {
    const version = await this.versions.byId(id);
    if (!version) throw new NotFound('The model version', ['id']);
    if (version.state !== 'live') throw new ModelNotLive();
    return { version, bytes: this.openObject.execute(version.poolId, version.artefactObjectId) };
  }
}
