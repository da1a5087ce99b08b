import type { Persons } from '../identity/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Pledged } from './pool.ts';
import type { Pledges } from './ports.ts';
import { votersOf } from './voters.ts';

/** What decides whether minima are met: persons as they are proved now, and the records of those who count. */
export class CountPledges {
  constructor(
    private readonly pledges: Pledges,
    private readonly persons: Persons,
    private readonly countUnproved: boolean,
  ) {}

  async execute(tx: Tx, poolId: Id): Promise<Pledged> {
    const live = await this.pledges.liveIn(tx, poolId);
    const userIds = live.map((pledge) => pledge.userId);
    const personOf = await this.persons.ofUsers(tx, userIds);
    const counting = live.filter(({ userId }) => this.countUnproved || (personOf.get(userId) ?? null) !== null);
    return {
      persons: votersOf(live, personOf, this.countUnproved).length,
      records: counting.reduce((sum, pledge) => sum + pledge.records, 0),
    };
  }
}
