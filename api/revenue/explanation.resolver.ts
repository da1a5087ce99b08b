import 'reflect-metadata';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from 'type-graphql';
import type {
  ExplainUsage,
  ModelCall,
  Quote,
  QuoteUsage,
  ReadModelCalls,
  UsageExplanation,
} from '../../domain/revenue/index.ts';
import {
  BigIntString,
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { QuoteType } from './charge.type.ts';
import { UsageExplanationType } from './explanation.type.ts';
import { ModelCallConnection } from './model-call.type.ts';

@ArgsType()
export class UnitsArgs {
  @Field(() => Int, { defaultValue: 0, description: 'How many queries.' })
  queries!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many tokens go in.' })
  inputTokens!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many tokens come out.' })
  outputTokens!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many seconds.' })
  seconds!: number;
}

export interface CallUseCases {
  readonly explainUsage: ExplainUsage;
  readonly readModelCalls: ReadModelCalls;
  readonly quoteUsage: QuoteUsage;
}

@Resolver(() => UsageExplanationType)
export class ExplanationResolver {
  constructor(private readonly useCases: CallUseCases) {}

  @Query(() => UsageExplanationType, {
    description: 'Why one call cost, and earned, what it did: for its customer, the version’s owners and operators.',
  })
  explainUsage(
    @Arg('inboxId', () => BigIntString, { description: 'Of a call in `usage` or `modelCalls`.' }) inboxId: bigint,
    @Ctx() ctx: ApiContext,
  ): Promise<UsageExplanation> {
    return this.useCases.explainUsage.execute(viewerOf(ctx), inboxId);
  }

  @Query(() => ModelCallConnection, {
    description: 'The posted calls of a model version, the newest first. For its owners and operators.',
  })
  modelCalls(
    @Arg('modelVersionId', () => ID, { description: 'A version of which the viewer owns a part.' }) nodeId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<ModelCall>> {
    const viewer = viewerOf(ctx);
    const modelVersionId = fromNodeId('ModelVersion', nodeId, 'modelVersionId');
    return connectionFrom(args, ['modelCalls', modelVersionId], (request) =>
      this.useCases.readModelCalls.execute(viewer, modelVersionId, request),
    );
  }

  @Query(() => QuoteType, { description: 'What a call with these units would cost the viewer now.' })
  quoteUsage(
    @Arg('modelVersionId', () => ID, { description: 'The version to call.' }) nodeId: string,
    @Args(() => UnitsArgs) { queries, inputTokens, outputTokens, seconds }: UnitsArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<Quote> {
    const modelVersionId = fromNodeId('ModelVersion', nodeId, 'modelVersionId');
    const units = { queries, inputTokens, outputTokens, seconds };
    return this.useCases.quoteUsage.execute(viewerOf(ctx), modelVersionId, units);
  }
}
