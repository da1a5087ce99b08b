import { newId, type Transactions } from '../shared/index.ts';
import type { Viewer } from '../identity/index.ts';
import { ApiKey, assertKeyLabel } from './api-key.ts';
import { newToken } from './gateway.ts';
import type { ApiKeys } from './ports.ts';

export class CreateApiKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly apiKeys: ApiKeys,
  ) {}

  /** `secret` is the key itself; it can never be read again. */
  async execute(command: { viewer: Viewer; label: string }): Promise<{ apiKey: ApiKey; secret: string }> {
    const label = assertKeyLabel(command.label);
    const { token, hash } = newToken('cpk_');
    return this.transactions.run(async (tx) => {
      const { userId: customerId } = command.viewer;
      const made = { id: newId(), createdAt: tx.now, revokedAt: null };
      const apiKey = new ApiKey({ ...made, customerId, label, keyHash: hash });
      await this.apiKeys.insert(tx, apiKey);
      return { apiKey, secret: token };
    });
  }
}
