import { Forbidden, NotFound, type Id } from '../shared/index.ts';
import type { ModelVersion, ModelVersions, OpenModelArtefact } from '../models/index.ts';
import type { Gateway } from './gateway.ts';
import { mayServe } from './licence.ts';
import type { Licences } from './oversight-ports.ts';

const NOT_ITS_OWN =
  'Hosted gateways get versions whose release mode is `hosted`, licensed ones the versions that they hold a licence for.';

/** The artefact of a version, for a gateway that may serve it now. */
export class OpenServedArtefact {
  constructor(
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    private readonly licences: Pick<Licences, 'ofVersions'>,
    private readonly openModelArtefact: OpenModelArtefact,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, MODEL_NOT_LIVE; while it is read, OBJECT_TAMPERED. */
  async execute(gateway: Gateway, id: Id): Promise<{ version: ModelVersion; bytes: AsyncIterable<Buffer> }> {
    const version = await this.modelVersions.byId(id);
    if (!version) throw new NotFound('The model version', ['modelVersionId']);
    const licences = gateway.kind === 'licensed' ? await this.licences.ofVersions(gateway.id, [id]) : [];
    const licensed = licences.some(({ endedAt }) => endedAt === null);
    if (!mayServe(gateway.kind, version.releaseMode, licensed)) throw new Forbidden(NOT_ITS_OWN);
    return this.openModelArtefact.execute(id);
  }
}
