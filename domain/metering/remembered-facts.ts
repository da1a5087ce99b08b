import { RecentMap, type Id } from '../shared/index.ts';
import type { ApiKey } from './api-key.ts';
import type { ApiKeys, CallersKey, ReadByIds } from './ports.ts';

/** Enough for the callers of a busy minute. */
const SIZE = 20_000;

/**
 * Asks for each thing once. `Fixed` may hold nothing that changes as long as the thing exists, and what is not there is
 * asked for each time, since it may come.
 */
export class RememberedFacts<Fixed extends { readonly id: Id }> implements ReadByIds<Fixed> {
  private readonly known = new RecentMap<Id, Fixed>(SIZE);

  constructor(private readonly read: (ids: readonly Id[]) => Promise<readonly Fixed[]>) {}

  async byIds(ids: readonly Id[]): Promise<readonly Fixed[]> {
    const found: Fixed[] = [];
    const missing: Id[] = [];
    for (const id of ids) {
      const fact = this.known.get(id);
      if (fact) found.push(fact);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    const read = await this.read(missing);
    for (const fact of read) this.known.set(fact.id, fact);
    return [...found, ...read];
  }
}

/** Whose a key is never changes and is remembered; whether it was revoked is asked each time. */
export class RememberedKeys implements ReadByIds<CallersKey> {
  private readonly owners: RememberedFacts<Pick<ApiKey, 'id' | 'customerId'>>;

  constructor(private readonly apiKeys: Pick<ApiKeys, 'byIds' | 'revokedAmong'>) {
    this.owners = new RememberedFacts(async (ids) =>
      (await apiKeys.byIds(ids)).map(({ id, customerId }) => ({ id, customerId })),
    );
  }

  /** The revocations are read last: a key that is revoked meanwhile is seen as revoked. */
  async byIds(ids: readonly Id[]): Promise<readonly CallersKey[]> {
    const owners = await this.owners.byIds(ids);
    const revokedAt = await this.apiKeys.revokedAmong(ids);
    return owners.map((owner) => ({ ...owner, revokedAt: revokedAt.get(owner.id) ?? null }));
  }
}
