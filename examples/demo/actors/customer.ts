import {
  CreateApiKeyDocument,
  CustomerBalanceDocument,
  RevokeApiKeyDocument,
  UsageDocument,
  type UsageQuery,
} from '../../../codegen/generated/graphql.ts';
import { Actor, present, signUp } from './actor.ts';

export type UsageLine = UsageQuery['usage']['edges'][number]['node'];

export interface ApiKey {
  readonly id: string;
  readonly secret: string;
}

/** Queries models with a key, and pays from a prepaid balance. */
export class Customer extends Actor {
  static async signsUp(url: string, handle: string): Promise<Customer> {
    const { userId, client } = await signUp(url, handle);
    return new Customer(handle, userId, client);
  }

  async makesKey(label: string): Promise<ApiKey> {
    const { createApiKey } = await this.client.request(CreateApiKeyDocument, { input: { label } });
    return { id: present(createApiKey.apiKey).id, secret: present(createApiKey.secret) };
  }

  async revokes(apiKeyId: string): Promise<void> {
    await this.client.request(RevokeApiKeyDocument, { input: { apiKeyId } });
  }

  async balanceMicros(currency: string): Promise<bigint> {
    const { customerBalance } = await this.client.request(CustomerBalanceDocument, { currency });
    return BigInt(customerBalance.balanceMicros);
  }

  /** Every call they are billed for, the newest first. */
  async usage(): Promise<UsageLine[]> {
    const lines: UsageLine[] = [];
    let after: string | null = null;
    do {
      const { usage }: UsageQuery = await this.client.request(UsageDocument, { first: 100, after });
      lines.push(...usage.edges.map((edge) => edge.node));
      after = usage.pageInfo.hasNextPage ? usage.pageInfo.endCursor : null;
    } while (after);
    return lines;
  }
}
