import { sha256Hex, type Id } from '../shared/index.ts';
import type { ApiKeys } from './ports.ts';

export type Introspection =
  | { readonly active: true; readonly customerId: Id; readonly keyId: Id }
  | { readonly active: false };

/** What a gateway may know of a key that it was shown. Absent and revoked look alike. */
export class IntrospectApiKey {
  constructor(private readonly apiKeys: ApiKeys) {}

  async execute(key: string): Promise<Introspection> {
    const found = key.startsWith('cpk_') ? await this.apiKeys.byHash(sha256Hex(key)) : null;
    if (!found || found.revokedAt) return { active: false };
    return { active: true, customerId: found.customerId, keyId: found.id };
  }
}
