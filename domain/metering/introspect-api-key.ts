import type { SeeSpending } from '../mandates/index.ts';
import type { ModelVersions } from '../models/index.ts';
import { NotFound, sha256Hex, type Id } from '../shared/index.ts';
import type { ApiKeys } from './ports.ts';

/** What a gateway needs to know before it serves a call of one model version. */
export interface CallTerms {
  /** Calls of this version are bought first; without a ticket none is counted. */
  readonly ticketsRequired: boolean;
  /** Whether a call without a ticket can be paid as things stand: there is money, and no limit is reached. Never how much. */
  readonly spendable: boolean;
}

export type Introspection =
  | { readonly active: true; readonly customerId: Id; readonly keyId: Id; readonly call?: CallTerms }
  | { readonly active: false };

/** What a gateway may know of a key that it was shown. Absent and revoked look alike. */
export class IntrospectApiKey {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    private readonly seeSpending: SeeSpending,
  ) {}

  /** `call` is answered for a version that is named. NOT_FOUND where it is not published here. */
  async execute(key: string, modelVersionId: Id | null = null): Promise<Introspection> {
    const found = key.startsWith('cpk_') ? await this.apiKeys.byHash(sha256Hex(key)) : null;
    if (!found || found.revokedAt) return { active: false };
    const known = { active: true, customerId: found.customerId, keyId: found.id } as const;
    return modelVersionId === null ? known : { ...known, call: await this.termsOf(found.customerId, modelVersionId) };
  }

  private async termsOf(customerId: Id, modelVersionId: Id): Promise<CallTerms> {
    const version = await this.modelVersions.byId(modelVersionId);
    if (!version) throw new NotFound('The model version', ['modelVersionId']);
    const ticketsRequired = version.releaseMode === 'licensed-gateway';
    return { ticketsRequired, spendable: await this.seeSpending.canSpend(customerId, version) };
  }
}
