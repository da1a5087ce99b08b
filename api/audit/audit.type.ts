import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { AuditFault, AuditReport, AuditRun, AuditState, AuditTrigger, Finding } from '../../domain/audit/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const AuditTriggerEnum = enumOf<AuditTrigger>(
  { operator: 'An operator asked for it.', nightly: 'It runs every night.' },
  { name: 'AuditTrigger', description: 'Why an audit runs.' },
);

const AuditStateEnum = enumOf<AuditState>(
  {
    waiting: 'No worker has taken it yet.',
    running: 'A worker is at it; what it has found so far is in `results`.',
    finished: 'Every check was run.',
  },
  { name: 'AuditState', description: 'How far an audit is.' },
);

@ObjectType('AuditCheck', { description: 'One rule of the books, and the first row that breaks it.' })
export class AuditCheckType implements Pick<Finding, 'name' | 'invariant' | 'sound' | 'row' | 'fault' | 'tookMs'> {
  @Field(() => String, { description: 'Its stable name, such as `journal-balanced`.' })
  name!: string;

  @Field(() => Int, { description: 'Which of the twelve invariants it is part of.' })
  invariant!: number;

  @Field(() => Boolean, { description: 'Whether no row breaks it.' })
  sound!: boolean;

  @Field(() => String, { nullable: true, description: 'The first row that breaks it, such as `journal usage:17`.' })
  row!: string | null;

  @Field(() => String, { nullable: true, description: 'What was expected of that row, and what was found.' })
  fault!: string | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  tookMs!: number;
}

@ObjectType('Audit', { description: 'The books, checked against every rule as of one moment.', simpleResolvers: true })
export class AuditType implements Pick<
  AuditReport,
  'entriesSumMicros' | 'balancesSumMicros' | 'journals' | 'faults' | 'checks'
> {
  @Field(() => BigIntString, { description: 'The sum of all entries, in micros: zero, or the books are wrong.' })
  entriesSumMicros!: bigint;

  @Field(() => BigIntString, { description: 'The sum of all balances, the outside world’s included: zero.' })
  balancesSumMicros!: bigint;

  @Field(() => BigIntString, { description: 'How many journals there are.' })
  journals!: bigint;

  @Field(() => [String], {
    description: 'What is wrong, the first offender of each kind by name; empty when nothing is.',
  })
  faults!: readonly string[];

  @Field(() => [AuditCheckType], { description: 'Each rule with its result.' })
  checks!: readonly Finding[];
}

@ObjectType('AuditRun', { implements: Node, description: 'A full audit that a worker runs. For operators.' })
export class AuditRunType
  extends Node
  implements
    Pick<
      AuditRun,
      | 'trigger'
      | 'state'
      | 'requestedAt'
      | 'startedAt'
      | 'finishedAt'
      | 'sound'
      | 'checks'
      | 'entriesSumMicros'
      | 'balancesSumMicros'
      | 'journals'
    >
{
  @Field(() => AuditTriggerEnum, { description: 'Why it runs.' })
  trigger!: AuditTrigger;

  @Field(() => AuditStateEnum, { description: 'How far it is.' })
  state!: AuditState;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a worker took it.' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its last check ended.' })
  finishedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether every check passed; null until it is finished.' })
  sound!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many checks there are, those to come included.' })
  checks!: number | null;

  @Field(() => BigIntString, { nullable: true, description: 'The sum of all entries, in micros, once finished.' })
  entriesSumMicros!: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'The sum of all balances, in micros, once finished.' })
  balancesSumMicros!: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'How many journals there were, once finished.' })
  journals!: bigint | null;
}

@ObjectType('AuditFault', {
  implements: Node,
  description: 'A row that was found to break a rule of the books. For operators.',
})
export class AuditFaultType
  extends Node
  implements Pick<AuditFault, 'name' | 'invariant' | 'row' | 'message' | 'foundAt' | 'clearedAt'>
{
  @Field(() => String, { description: 'The check that found it.' })
  name!: string;

  @Field(() => Int, { description: 'Which of the twelve invariants that check is part of.' })
  invariant!: number;

  @Field(() => String, { description: 'The row, such as `journal usage:17`.' })
  row!: string;

  @Field(() => String, { description: 'What was expected of it, and what was found.' })
  message!: string;

  @Field(() => DateTime, { description: 'When it was found.' })
  foundAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the check passed again; null while it does not.' })
  clearedAt!: Date | null;
}

export const { Connection: AuditRunConnection } = connectionOf(AuditRunType, 'AuditRun');
export const { Connection: AuditFaultConnection } = connectionOf(AuditFaultType, 'AuditFault');

@InputType({ description: 'Nothing but what every input carries.' })
export class StartAuditInput extends MutationInput {}

@ObjectType({ description: 'The audit that will run.', implements: Payload })
export class StartAuditPayload extends Payload {
  @Field(() => AuditRunType, { nullable: true, description: 'The new run, or the one that waits already.' })
  run?: AuditRun | null;
}
