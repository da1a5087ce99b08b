import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Proposal, Proposals } from '../../domain/governance/index.ts';
import type { User, Users } from '../../domain/identity/index.ts';
import type {
  Charter,
  Charters,
  Closing,
  Closings,
  Contribution,
  ContributionCounts,
  Contributions,
  Pledge,
  Pledged,
  Pledges,
  Pool,
  Reserve,
  Reserves,
} from '../../domain/pools/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { ProposalType } from '../governance/index.ts';
import { UserType } from '../identity/index.ts';
import { viewerOf, type ApiContext } from '../shared/index.ts';
import { CharterType } from './charter.type.ts';
import { ContributionCountsType, ContributionType } from './contribution.type.ts';
import { PledgeType } from './pledge.type.ts';
import { ClosingType, PledgedType, PoolType } from './pool.type.ts';
import { ReserveType } from './reserve.type.ts';

const NOTHING_PLEDGED: Pledged = { persons: 0, records: 0 };
const NO_CONTRIBUTIONS: ContributionCounts = {
  pending: 0,
  accepted: 0,
  rejected: 0,
  withdrawn: 0,
  dormant: 0,
  units: 0n,
};

export interface PoolReads {
  readonly users: Users;
  readonly proposals: Proposals;
  readonly charters: Charters;
  readonly pledges: Pledges;
  readonly contributions: Contributions;
  readonly reserves: Reserves;
  readonly closings: Pick<Closings, 'ofPools'>;
}

/** What is read beside a pool: one statement per field, however many pools a page has. */
@Resolver(() => PoolType)
export class PoolFields {
  constructor(private readonly reads: PoolReads) {}

  @FieldResolver(() => UserType, { nullable: true, description: 'Who proposed it and will train the model.' })
  builder(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<User | null> {
    return ctx.loaders.of(this.usersById).load(pool.builderId);
  }

  @FieldResolver(() => CharterType, { description: 'The charter in force.' })
  charter(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Charter | null> {
    return ctx.loaders.of(this.chartersById).load(pool.charterId);
  }

  @FieldResolver(() => PledgedType, { description: 'What pledging has brought together so far.' })
  pledged(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Pledged> {
    return ctx.loaders.of(this.pledgedByPool).load(pool.id);
  }

  @FieldResolver(() => ClosingType, { nullable: true, description: 'Once its members have ended it.' })
  closing(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Closing | null> {
    return ctx.loaders.of(this.closingByPool).load(pool.id);
  }

  @FieldResolver(() => ProposalType, { nullable: true, description: 'The vote on founding it, once it was opened.' })
  foundingProposal(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Proposal | null> | null {
    return pool.foundingProposalId ? ctx.loaders.of(this.proposalsById).load(pool.foundingProposalId) : null;
  }

  @FieldResolver(() => ContributionCountsType, { description: 'How many contributions it has.' })
  contributionCounts(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<ContributionCounts> {
    return ctx.loaders.of(this.countsByPool).load(pool.id);
  }

  @FieldResolver(() => [PledgeType], { description: 'The viewer’s own pledges, the first one first.' })
  myPledges(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Pledge[]> {
    return ctx.loaders.of(this.ownPledges).load({ poolId: pool.id, userId: viewerOf(ctx).userId });
  }

  @FieldResolver(() => [ContributionType], { description: 'The viewer’s own contributions, the first one first.' })
  myContributions(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Contribution[]> {
    return ctx.loaders.of(this.ownContributions).load({ poolId: pool.id, userId: viewerOf(ctx).userId });
  }

  @FieldResolver(() => ReserveType, {
    nullable: true,
    description: 'Under what the viewer’s data stays in it, if they said so.',
  })
  async myReserve(@Root() pool: Pool, @Ctx() ctx: ApiContext): Promise<Reserve | null> {
    const [reserve = null] = await ctx.loaders.of(this.ownReserves).load({
      poolId: pool.id,
      userId: viewerOf(ctx).userId,
    });
    return reserve;
  }

  private readonly ownReserves = async (asked: readonly Own[]) =>
    byPool(asked, await this.reads.reserves.ofUserIn(poolsOf(asked), viewerIn(asked)));

  private readonly usersById = async (ids: readonly Id[]) => inOrder(ids, await this.reads.users.byIds(ids));

  private readonly chartersById = async (ids: readonly Id[]) => inOrder(ids, await this.reads.charters.byIds(ids));

  private readonly proposalsById = async (ids: readonly Id[]) => inOrder(ids, await this.reads.proposals.byIds(ids));

  private readonly ownPledges = async (asked: readonly Own[]) =>
    byPool(asked, await this.reads.pledges.ofUserIn(poolsOf(asked), viewerIn(asked)));

  private readonly ownContributions = async (asked: readonly Own[]) =>
    byPool(asked, await this.reads.contributions.ofUserIn(poolsOf(asked), viewerIn(asked)));

  private readonly closingByPool = async (ids: readonly Id[]): Promise<(Closing | null)[]> => {
    const closings = new Map((await this.reads.closings.ofPools(ids)).map((closing) => [closing.poolId, closing]));
    return ids.map((id) => closings.get(id) ?? null);
  };

  private readonly pledgedByPool = async (poolIds: readonly Id[]) => {
    const totals = await this.reads.pledges.totals(poolIds);
    return poolIds.map((id) => totals.get(id) ?? NOTHING_PLEDGED);
  };

  private readonly countsByPool = async (poolIds: readonly Id[]) => {
    const counts = await this.reads.contributions.counts(poolIds);
    return poolIds.map((id) => counts.get(id) ?? NO_CONTRIBUTIONS);
  };
}

/** What a viewer has in one pool. Loaders live as long as one operation, so all that are asked together are one viewer's. */
interface Own {
  readonly poolId: Id;
  readonly userId: Id;
}

function poolsOf(asked: readonly Own[]): Id[] {
  return asked.map(({ poolId }) => poolId);
}

function viewerIn(asked: readonly Own[]): Id {
  return (asked[0] as Own).userId;
}

function byPool<T extends { readonly poolId: Id }>(asked: readonly Own[], found: readonly T[]): T[][] {
  return asked.map(({ poolId }) => found.filter((each) => each.poolId === poolId));
}

function inOrder<T extends { readonly id: Id }>(ids: readonly Id[], found: readonly T[]): (T | null)[] {
  const byId = new Map(found.map((each) => [each.id, each]));
  return ids.map((id) => byId.get(id) ?? null);
}
