import type { Electorate, Voter } from '../governance/index.ts';
import type { Persons } from '../identity/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { BarBuyers } from './bar-buyers.ts';
import type { Charters, Contributions } from './ports.ts';
import { POOL_MEMBERS } from './pool-audience.ts';
import { ONE_EACH, powersOf } from './power.ts';

/** Who decides what a live pool does: persons with an accepted contribution, with the power that its charter gives them. */
export class Members implements Electorate {
  readonly name = 'members';
  readonly audience = POOL_MEMBERS;

  constructor(
    private readonly contributions: Contributions,
    private readonly charters: Pick<Charters, 'current'>,
    private readonly persons: Pick<Persons, 'ofUsers'>,
    private readonly barBuyers: BarBuyers,
    private readonly countUnproved: boolean,
  ) {}

  async roll(tx: Tx, poolId: Id): Promise<Voter[]> {
    const { terms } = await this.charters.current(tx, poolId);
    const rule = terms.power ?? ONE_EACH;
    const acceptedBy = new Date(tx.now.getTime() - rule.minAgeMs);
    const holdings = await this.contributions.holdings(tx, poolId, acceptedBy);
    const personOf = await this.persons.ofUsers(
      tx,
      holdings.map(({ userId }) => userId),
    );
    const limitMicros = rule.buyerLimitMicros;
    if (limitMicros === undefined) return powersOf(holdings, personOf, this.countUnproved, rule);
    const barred = await this.barBuyers.execute(tx, { poolId, currency: terms.currency, limitMicros }, personOf);
    return powersOf(holdings, personOf, this.countUnproved, rule, barred);
  }

  includes(tx: Tx, poolId: Id, userId: Id): Promise<boolean> {
    return this.contributions.hasAccepted(tx, poolId, userId);
  }
}
