import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Algorithm, Algorithms, ProposeRun, TrainingRun, TrainingRuns } from '../../domain/training/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  fromNodeId,
  Live,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { AlgorithmType } from './algorithm.type.ts';
import {
  ProposeTrainingRunInput,
  ProposeTrainingRunPayload,
  TrainingRunConnection,
  TrainingRunType,
} from './training-run.type.ts';

/** Runs are open to every user: they hold digests and coarse numbers, never a record. */
@Resolver(() => TrainingRunType)
export class TrainingResolver {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly builtIn: Algorithms,
    private readonly proposeRun: ProposeRun,
  ) {}

  @Query(() => [AlgorithmType], { description: 'What this instance can run in its clean room.' })
  algorithms(): readonly Algorithm[] {
    return this.builtIn.all();
  }

  @Query(() => TrainingRunType, {
    nullable: true,
    description: 'A training run; null when there is none with this id.',
  })
  trainingRun(@Arg('id', () => ID, { description: 'The id of a run.' }) id: string): Promise<TrainingRun | null> {
    return this.runs.byId(fromNodeId('TrainingRun', id));
  }

  @Query(() => TrainingRunConnection, { description: 'The approved runs of a pool, newest first.' })
  trainingRuns(
    @Arg('poolId', () => ID, { description: 'The id of a pool.' }) poolId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<ConnectionOf<TrainingRun>> {
    const id = fromNodeId('Pool', poolId, 'poolId');
    return connectionFrom(args, ['trainingRuns', id], (request) => this.runs.ofPool(id, request));
  }

  @Mutation(() => ProposeTrainingRunPayload, {
    description: 'The builder asks the members for one run over all text that the charter’s scope covers.',
  })
  proposeTrainingRun(
    @Arg('input', () => ProposeTrainingRunInput, { description: 'What to run.' }) input: ProposeTrainingRunInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposeTrainingRunPayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const { algorithm, algorithmDigest } = input;
      const pitch = { viewer: viewerOf(ctx), poolId, algorithm, algorithmDigest };
      return { proposal: await this.proposeRun.execute(pitch) };
    });
  }

  @Live(() => TrainingRunType, { description: 'A run now, and again as it goes on, at most 4 times a second.' })
  trainingRunChanged(
    @Arg('runId', () => ID, { description: 'The id of a run.' }) runId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<TrainingRun> {
    const id = fromNodeId('TrainingRun', runId, 'runId');
    return followState(ctx, `training.run.${id}`, () => this.runs.byId(id));
  }

  @FieldResolver(() => ID, { description: 'The pool that it trains for.' })
  poolId(@Root() run: TrainingRun): string {
    return toNodeId('Pool', run.poolId);
  }

  @FieldResolver(() => ID, { description: 'The vote that approved it.' })
  proposalId(@Root() run: TrainingRun): string {
    return toNodeId('Proposal', run.proposalId);
  }
}
