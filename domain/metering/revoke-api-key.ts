import { NotFound, changed, type Id, type Transactions } from '../shared/index.ts';
import type { Viewer } from '../identity/index.ts';
import type { ApiKey } from './api-key.ts';
import type { ApiKeys } from './ports.ts';

/** Calls made from now on are refused; calls made before are still charged when they are reported later. */
export class RevokeApiKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly apiKeys: ApiKeys,
  ) {}

  async execute(command: { viewer: Viewer; apiKeyId: Id }): Promise<ApiKey> {
    return this.transactions.run(async (tx) => {
      const key = await this.apiKeys.lock(tx, command.apiKeyId);
      if (key?.customerId !== command.viewer.userId) throw new NotFound('The API key', ['apiKeyId']);
      if (key.revokedAt) return key;
      await this.apiKeys.revoke(tx, key.id);
      return changed(key, { revokedAt: tx.now });
    });
  }
}
