import 'reflect-metadata';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Proposal } from '../../domain/governance/index.ts';
import type {
  RunConfig,
  RunFailure,
  RunMetrics,
  RunState,
  TextStream,
  TrainingRun,
} from '../../domain/training/index.ts';
import { ProposalType } from '../governance/index.ts';
import { connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const RunStateEnum = enumOf<RunState>(
  {
    approved: 'Voted for; waits for a worker. Again, when a consent ended while it ran.',
    running: 'In the clean room.',
    succeeded: 'Its artefact is sealed; it is valued next.',
    failed: 'Nothing of it was kept; `failure` says why.',
  },
  { name: 'TrainingRunState', description: 'Where a run stands. SUCCEEDED and FAILED are final.' },
);

@ObjectType('TextStream', { description: 'Which text of which stream a run reads.', simpleResolvers: true })
export class TextStreamType implements TextStream {
  @Field(() => String, { description: 'Such as `reddit.comments`.' })
  name!: string;

  @Field(() => [String], { description: 'Fields of its records.' })
  fields!: readonly string[];
}

@ObjectType('RunConfig', {
  description: 'What the vote fixed about a run, beside its algorithm.',
  simpleResolvers: true,
})
export class RunConfigType implements RunConfig {
  @Field(() => [TextStreamType], { description: 'What is read; a part of the charter’s scope.' })
  streams!: readonly TextStream[];
}

@ObjectType('RunMetrics', { description: 'The only numbers that left the clean room.', simpleResolvers: true })
export class RunMetricsType implements RunMetrics {
  @Field(() => Float, {
    description: 'Perplexity on held-out words that the model lists; three digits, lower is better.',
  })
  heldOutPerplexity!: number;

  @Field(() => Float, { description: 'Share of held-out words that the model lists; three digits.' })
  heldOutCoverage!: number;

  @Field(() => Int, { description: 'Records that were counted.' })
  trainingRecords!: number;

  @Field(() => Int, { description: 'Records that were only measured on.' })
  heldOutRecords!: number;

  @Field(() => Int, { description: 'Words that the model lists: used by two persons or more.' })
  vocabulary!: number;
}

@ObjectType('RunFailure', { description: 'Why a run failed.', simpleResolvers: true })
export class RunFailureType implements RunFailure {
  @Field(() => String, { description: 'Stable code, such as CLEAN_ROOM_UNAVAILABLE.' })
  code!: string;

  @Field(() => String, { description: 'What happened, and what to do next.' })
  message!: string;
}

@ObjectType('TrainingRun', {
  description: 'One execution of one approved algorithm over one frozen corpus, in the clean room.',
  implements: Node,
})
export class TrainingRunType implements Omit<
  TrainingRun,
  'id' | 'poolId' | 'proposalId' | 'builderId' | 'corpusId' | 'artefactObjectId'
> {
  @Field(() => String, { description: 'The name of the algorithm.' })
  algorithm!: string;

  @Field(() => String, { description: 'The digest that members voted for.' })
  algorithmDigest!: string;

  @Field(() => String, { description: 'The name of the program that measures each person’s part.' })
  valuation!: string;

  @Field(() => String, { description: 'The digest that members voted for.' })
  valuationDigest!: string;

  @Field(() => RunConfigType, { description: 'What is read.' })
  config!: RunConfig;

  @Field(() => RunStateEnum, { description: 'Where it stands.' })
  state!: RunState;

  @Field(() => DateTime, { description: 'When the vote was executed.' })
  approvedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its corpus was frozen.' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it succeeded or failed.' })
  finishedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Records in the corpus; null until it is frozen.' })
  recordsTotal!: number | null;

  @Field(() => Int, { description: 'Records that went into the clean room so far.' })
  recordsFed!: number;

  @Field(() => String, { nullable: true, description: 'SHA-256 of what went in; null until it succeeded.' })
  corpusDigest!: string | null;

  @Field(() => RunMetricsType, { nullable: true, description: 'Null until it succeeded.' })
  metrics!: RunMetrics | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the artefact; null until it succeeded.' })
  artefactDigest!: string | null;

  @Field(() => Int, { nullable: true, description: 'Size of the artefact.' })
  artefactBytes!: number | null;

  @Field(() => RunFailureType, { nullable: true, description: 'Null unless it failed.' })
  failure!: RunFailure | null;
}

export const { Connection: TrainingRunConnection } = connectionOf(TrainingRunType, 'TrainingRun');

@InputType({ description: 'Which algorithm to run for which pool.' })
export class ProposeTrainingRunInput extends MutationInput {
  @Field(() => ID, { description: 'A live pool that the viewer builds.' })
  poolId!: string;

  @Field(() => String, { description: 'The name of a training algorithm; see `algorithms`.' })
  algorithm!: string;

  @Field(() => String, { description: 'Its digest, as `algorithms` shows it now.' })
  algorithmDigest!: string;
}

@ObjectType({ description: 'The proposal that members vote on.', implements: Payload })
export class ProposeTrainingRunPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'Of kind `approve-run`.' })
  proposal?: Proposal | null;
}
