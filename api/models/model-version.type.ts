import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Proposal } from '../../domain/governance/index.ts';
import type { ModelState, ModelVersion, Repricing } from '../../domain/models/index.ts';
import { ProposalType } from '../governance/index.ts';
import { RepricingType, SALE_TERMS } from './repricing.type.ts';
import { ReleaseModeEnum } from '../pools/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const ModelStateEnum = enumOf<ModelState>(
  {
    live: 'Customers can query it.',
    suspended: 'Its queries are refused.',
    retired: 'It takes no new queries, for good; what it earned is being shared out, or was.',
  },
  { name: 'ModelState', description: 'Whether a model version can be used.' },
);

@ObjectType('ModelVersion', {
  description:
    'A published model. It has one cap table, for ever, and keeps the terms it was published under, until its members decide others.',
  implements: Node,
})
export class ModelVersionType implements Omit<
  ModelVersion,
  'id' | 'poolId' | 'runId' | 'proposalId' | 'builderId' | 'artefactObjectId' | 'capTableId'
> {
  @Field(() => Int, { description: '1, 2, 3 ... within its pool.' })
  number!: number;

  @Field(() => String, { description: 'SHA-256 of the artefact.' })
  artefactDigest!: string;

  @Field(() => String, { description: 'SHA-256 of the cap table that owns it.' })
  capTableDigest!: string;

  @Field(() => String, { description: 'Digest of the charter whose terms these are.' })
  charterDigest!: string;

  @Field(() => String, { description: 'ISO 4217 code of what is paid.' })
  currency!: string;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerQueryMicros })
  pricePerQueryMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerMillionInputTokensMicros })
  pricePerMillionInputTokensMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerMillionOutputTokensMicros })
  pricePerMillionOutputTokensMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerSecondMicros })
  pricePerSecondMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.minimumChargeMicros })
  minimumChargeMicros!: bigint;

  @Field(() => Int, { description: 'Queries of each customer in each calendar month (UTC) that cost nothing.' })
  freeQueriesPerMonth!: number;

  @Field(() => Int, { description: 'The platform’s share, in parts per million.' })
  platformPpm!: number;

  @Field(() => Int, { description: SALE_TERMS.builderPpm })
  builderPpm!: number;

  @Field(() => Int, { description: SALE_TERMS.ownersPpm })
  ownersPpm!: number;

  @Field(() => [RepricingType], {
    description: 'Other terms that its members decided later, in the order in which they hold.',
  })
  repricings!: readonly Repricing[];

  @Field(() => ReleaseModeEnum, { description: 'Where its artefact may go.' })
  releaseMode!: ModelVersion['releaseMode'];

  @Field(() => ModelStateEnum, { description: 'Whether it can be used.' })
  state!: ModelState;

  @Field(() => DateTime, { description: 'When it went live. Earlier usage is refused.' })
  publishedAt!: Date;
}

export const { Connection: ModelVersionConnection } = connectionOf(ModelVersionType, 'ModelVersion');

@InputType({ description: 'Which run’s model to publish.' })
export class ProposePublishInput extends MutationInput {
  @Field(() => ID, { description: 'A run of the viewer’s pool whose cap table is frozen.' })
  runId!: string;
}

@ObjectType({ description: 'The proposal that members vote on.', implements: Payload })
export class ProposePublishPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'Of kind `publish-model`.' })
  proposal?: Proposal | null;
}
