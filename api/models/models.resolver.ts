import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ModelVersion, ModelVersions, ProposePublish } from '../../domain/models/index.ts';
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
import {
  ModelVersionConnection,
  ModelVersionType,
  ProposePublishInput,
  ProposePublishPayload,
} from './model-version.type.ts';

/** Model versions are the catalogue: open to every user. */
@Resolver(() => ModelVersionType)
export class ModelsResolver {
  constructor(
    private readonly versions: ModelVersions,
    private readonly publish: ProposePublish,
  ) {}

  @Query(() => ModelVersionType, {
    nullable: true,
    description: 'A model version; null when there is none with this id.',
  })
  modelVersion(
    @Arg('id', () => ID, { description: 'The id of a model version.' }) id: string,
  ): Promise<ModelVersion | null> {
    return this.versions.byId(fromNodeId('ModelVersion', id));
  }

  @Query(() => ModelVersionConnection, { description: 'Published model versions, newest first.' })
  modelVersions(
    @Arg('poolId', () => ID, { nullable: true, description: 'Only those of this pool.' })
    poolId: string | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<ConnectionOf<ModelVersion>> {
    const id = poolId ? fromNodeId('Pool', poolId, 'poolId') : null;
    return connectionFrom(args, ['modelVersions', id], (request) => {
      return id ? this.versions.ofPool(id, request) : this.versions.all(request);
    });
  }

  @Mutation(() => ProposePublishPayload, {
    description: 'The builder asks the members to publish a run’s artefact under its frozen cap table.',
  })
  proposePublish(
    @Arg('input', () => ProposePublishInput, { description: 'Which run.' }) input: ProposePublishInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposePublishPayload> {
    return payload(input, async () => {
      const runId = fromNodeId('TrainingRun', input.runId, 'runId');
      return { proposal: await this.publish.execute({ viewer: viewerOf(ctx), runId }) };
    });
  }

  @Live(() => ModelVersionType, { description: 'A model version: now, and again after each change of its state.' })
  modelVersionChanged(
    @Arg('id', () => ID, { description: 'The id of a model version.' }) nodeId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<ModelVersion> {
    const id = fromNodeId('ModelVersion', nodeId);
    return followState(ctx, `models.version.${id}`, () => this.versions.byId(id));
  }

  @FieldResolver(() => ID, { description: 'The pool that made it.' })
  poolId(@Root() version: ModelVersion): string {
    return toNodeId('Pool', version.poolId);
  }

  @FieldResolver(() => ID, { description: 'The training run that it came from.' })
  runId(@Root() version: ModelVersion): string {
    return toNodeId('TrainingRun', version.runId);
  }

  @FieldResolver(() => ID, { description: 'The vote that published it.' })
  proposalId(@Root() version: ModelVersion): string {
    return toNodeId('Proposal', version.proposalId);
  }
}
