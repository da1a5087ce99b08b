import type { Electorate, Voter } from '../governance/index.ts';
import type { Persons } from '../identity/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Contributions } from './ports.ts';
import { votersOf } from './voters.ts';

/** Who decides what a live pool does: one vote per person with an accepted contribution. */
export class Members implements Electorate {
  readonly name = 'members';

  constructor(
    private readonly contributions: Contributions,
    private readonly persons: Persons,
    private readonly countUnproved: boolean,
  ) {}

  async roll(tx: Tx, poolId: Id): Promise<Voter[]> {
    const accepted = await this.contributions.accepting(tx, poolId);
    const userIds = accepted.map((contribution) => contribution.userId);
    return votersOf(accepted, await this.persons.ofUsers(tx, userIds), this.countUnproved);
  }

  includes(tx: Tx, poolId: Id, userId: Id): Promise<boolean> {
    return this.contributions.hasAccepted(tx, poolId, userId);
  }
}
