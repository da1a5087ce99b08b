import type { Electorate, Voter } from '../governance/index.ts';
import type { Persons } from '../identity/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Pledges } from './ports.ts';
import { votersOf } from './voters.ts';

/** Who decides whether a pool is founded: one vote per person with a live pledge. */
export class Pledgers implements Electorate {
  readonly name = 'pledgers';

  constructor(
    private readonly pledges: Pledges,
    private readonly persons: Persons,
    private readonly countUnproved: boolean,
  ) {}

  async roll(tx: Tx, poolId: Id): Promise<Voter[]> {
    const live = await this.pledges.liveIn(tx, poolId);
    const userIds = live.map((pledge) => pledge.userId);
    return votersOf(live, await this.persons.ofUsers(tx, userIds), this.countUnproved);
  }

  includes(tx: Tx, poolId: Id, userId: Id): Promise<boolean> {
    return this.pledges.hasLive(tx, poolId, userId);
  }
}
