import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Contribution, ContributionCounts, ContributionState } from '../../domain/pools/index.ts';
import { BigIntString, DateTime, enumOf, Node } from '../shared/index.ts';

const ContributionStateEnum = enumOf<ContributionState>(
  {
    pending: 'Waits for its evaluation, in the order of the pledges.',
    accepted: 'Counts with its units.',
    rejected: 'Does not count; `reasons` says why.',
    withdrawn: 'Its consent ended; it is in no later corpus.',
    dormant: 'A new scope is in force that its member has not said yes to: it is not used, and has no vote.',
  },
  { name: 'ContributionState', description: 'Where a contribution stands.' },
);

@ObjectType('Contribution', { description: 'A member’s dataset in a pool. Only the member sees it.', implements: Node })
export class ContributionType implements Pick<
  Contribution,
  'state' | 'records' | 'units' | 'duplicates' | 'repeats' | 'reasons' | 'pledgedAt' | 'decidedAt'
> {
  @Field(() => ContributionStateEnum, { description: 'Where it stands.' })
  state!: ContributionState;

  @Field(() => Int, { description: 'Records with text that were read.' })
  records!: number;

  @Field(() => BigIntString, { description: 'Records whose text nobody brought before, each counted once.' })
  units!: bigint;

  @Field(() => Int, { description: 'Records that another member brought before.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Records that the member brought twice.' })
  repeats!: number;

  @Field(() => [String], {
    description:
      'Why it was not accepted or ended: NO_TEXT, TOO_FEW_RECORDS, MOSTLY_COPIED, UNREADABLE, or the code of what ended the consent.',
  })
  reasons!: readonly string[];

  @Field(() => DateTime, { description: 'When the pledge behind it was given.' })
  pledgedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided; null while pending.' })
  decidedAt!: Date | null;
}

@ObjectType('ContributionCounts', { description: 'How many contributions a pool has.', simpleResolvers: true })
export class ContributionCountsType implements ContributionCounts {
  @Field(() => Int, { description: 'Waiting for evaluation.' })
  pending!: number;

  @Field(() => Int, { description: 'Accepted.' })
  accepted!: number;

  @Field(() => Int, { description: 'Rejected.' })
  rejected!: number;

  @Field(() => Int, { description: 'Withdrawn.' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Dormant: a new scope is in force that their members have not said yes to.' })
  dormant!: number;

  @Field(() => BigIntString, { description: 'Units of the accepted ones together.' })
  units!: bigint;
}
