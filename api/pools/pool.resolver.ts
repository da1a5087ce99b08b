import 'reflect-metadata';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Pool, Pools, PoolState, ProposePool, StartFoundingVote } from '../../domain/pools/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  PoolConnection,
  PoolStateEnum,
  PoolType,
  ProposePoolInput,
  ProposePoolPayload,
  StartFoundingVoteInput,
  StartFoundingVotePayload,
} from './pool.type.ts';
import { termsGiven } from './terms.type.ts';

/** Pools are open to every user: whoever may pledge must be able to read what to. */
@Resolver()
export class PoolResolver {
  constructor(
    private readonly allPools: Pools,
    private readonly propose: ProposePool,
    private readonly startVote: StartFoundingVote,
  ) {}

  @Query(() => PoolType, { nullable: true, description: 'A pool; null when there is none with this id.' })
  pool(@Arg('id', () => ID, { description: 'The id of a pool.' }) id: string): Promise<Pool | null> {
    return this.allPools.byId(fromNodeId('Pool', id));
  }

  @Query(() => PoolConnection, { description: 'Pools, newest first.' })
  pools(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('states', () => [PoolStateEnum], {
      nullable: true,
      description: 'Only pools in these states; all when left out.',
    })
    states?: PoolState[] | null,
  ): Promise<ConnectionOf<Pool>> {
    const wanted = [...new Set(states)].toSorted();
    return connectionFrom(args, ['pools', wanted], (request) => this.allPools.page(wanted, request));
  }

  @Mutation(() => ProposePoolPayload, {
    description: 'Pitches a pool: members may pledge to this charter until its deadline.',
  })
  proposePool(
    @Arg('input', () => ProposePoolInput, { description: 'The pool.' }) input: ProposePoolInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposePoolPayload> {
    return payload(input, async () => {
      const { name, scope } = input;
      const terms = termsGiven(input.terms);
      return { pool: await this.propose.execute({ viewer: viewerOf(ctx), name, scope, terms }) };
    });
  }

  @Mutation(() => StartFoundingVotePayload, {
    description: 'Opens the founding vote of one of the viewer’s pools before its deadline, once its minima are met.',
  })
  startFoundingVote(
    @Arg('input', () => StartFoundingVoteInput, { description: 'Which pool.' }) input: StartFoundingVoteInput,
    @Ctx() ctx: ApiContext,
  ): Promise<StartFoundingVotePayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      return { pool: await this.startVote.execute({ viewer: viewerOf(ctx), poolId }) };
    });
  }

  @Live(() => PoolType, { description: 'A pool: now, and again after each pledge, decision and change of its state.' })
  poolChanged(
    @Arg('poolId', () => ID, { description: 'The id of a pool.' }) poolId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Pool> {
    const id = fromNodeId('Pool', poolId, 'poolId');
    return followState(ctx, `pools.*.${id}`, () => this.allPools.byId(id));
  }
}
