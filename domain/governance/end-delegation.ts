import type { Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { Delegation } from './delegation.ts';
import { delegationChanged } from './events.ts';
import type { Delegations } from './ports.ts';

/** A member votes for themselves again, from the next proposal on. A session is enough: it gives nobody any power. */
export class EndDelegation {
  constructor(
    private readonly transactions: Transactions,
    private readonly delegations: Delegations,
  ) {}

  /** Throws NOT_FOUND. One that has ended stays as it is. */
  execute({ viewer, delegationId }: { viewer: Viewer; delegationId: Id }): Promise<Delegation> {
    return this.transactions.run(async (tx) => {
      const delegation = await this.delegations.lock(tx, delegationId);
      if (delegation?.userId !== viewer.userId) throw new NotFound('The delegation', ['delegationId']);
      if (delegation.endedAt) return delegation;
      await this.delegations.end(tx, delegationId);
      const ended = changed(delegation, { endedAt: tx.now });
      tx.emit(delegationChanged(ended));
      return ended;
    });
  }
}
