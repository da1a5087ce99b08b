import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { GovernanceRules, ResultsVisibility } from '../../domain/governance/index.ts';
import { enumOf, SafeInt } from '../shared/index.ts';

const describe = {
  votingDelayMs: 'From publication to the first ballot, in milliseconds; until then the author may cancel.',
  votingPeriodMs: 'How long ballots are accepted, in milliseconds.',
  noticePeriodMs: 'From the decision to its execution, in milliseconds: the time to leave for who disagrees.',
  gracePeriodMs: 'How long after the notice an execution may still be tried, in milliseconds.',
  quorumPpm: 'Share of the roll that must vote FOR or, where it counts, ABSTAIN: parts per million.',
  thresholdPpm: 'Share of FOR among FOR and AGAINST that must be exceeded: 500000 to 999999 parts per million.',
  lateWindowMs:
    'Where the outcome turns in the last so many milliseconds, the voting goes on for as long; by one voting period in all at most. 0: never.',
  proposerPpm: 'Share of the power that a member needs to propose, in parts per million. Left out: any.',
  results: 'Who sees the count before the end.',
  secret: 'Whether nobody but the voter is ever shown who chose what; the count is then seen at the end alone.',
  abstainCountsToQuorum: 'Whether ABSTAIN counts toward the quorum; AGAINST never does.',
};

const ResultsVisibilityEnum = enumOf<ResultsVisibility>(
  {
    LIVE: 'Everybody, at any time.',
    AFTER_OWN_VOTE: 'Before the end, who has voted.',
    AT_CLOSE: 'Nobody before the end.',
  },
  { name: 'ResultsVisibility', description: 'Who sees how a vote stands.' },
);

@ObjectType('GovernanceRules', {
  description: 'How a proposal is decided. Frozen into the proposal when it is published.',
  simpleResolvers: true,
})
export class GovernanceRulesType implements GovernanceRules {
  @Field(() => SafeInt, { description: describe.votingDelayMs })
  votingDelayMs!: number;

  @Field(() => SafeInt, { description: describe.votingPeriodMs })
  votingPeriodMs!: number;

  @Field(() => SafeInt, { description: describe.noticePeriodMs })
  noticePeriodMs!: number;

  @Field(() => SafeInt, { description: describe.gracePeriodMs })
  gracePeriodMs!: number;

  @Field(() => Int, { description: describe.quorumPpm })
  quorumPpm!: number;

  @Field(() => Int, { description: describe.thresholdPpm })
  thresholdPpm!: number;

  @Field(() => Boolean, { description: describe.abstainCountsToQuorum })
  abstainCountsToQuorum!: boolean;

  @Field(() => SafeInt, { nullable: true, description: describe.lateWindowMs })
  lateWindowMs?: number;

  @Field(() => Int, { nullable: true, description: describe.proposerPpm })
  proposerPpm?: number;

  @Field(() => ResultsVisibilityEnum, { nullable: true, description: describe.results })
  results?: ResultsVisibility;

  @Field(() => Boolean, { nullable: true, description: describe.secret })
  secret?: boolean;
}

@InputType('GovernanceRulesInput', { description: 'How the proposals of a group are to be decided.' })
export class GovernanceRulesInput implements GovernanceRules {
  @Field(() => SafeInt, { description: describe.votingDelayMs })
  votingDelayMs!: number;

  @Field(() => SafeInt, { description: describe.votingPeriodMs })
  votingPeriodMs!: number;

  @Field(() => SafeInt, { description: describe.noticePeriodMs })
  noticePeriodMs!: number;

  @Field(() => SafeInt, { description: describe.gracePeriodMs })
  gracePeriodMs!: number;

  @Field(() => Int, { description: describe.quorumPpm })
  quorumPpm!: number;

  @Field(() => Int, { description: describe.thresholdPpm })
  thresholdPpm!: number;

  @Field(() => Boolean, { description: describe.abstainCountsToQuorum })
  abstainCountsToQuorum!: boolean;

  @Field(() => SafeInt, { nullable: true, description: describe.lateWindowMs })
  lateWindowMs?: number;

  @Field(() => Int, { nullable: true, description: describe.proposerPpm })
  proposerPpm?: number;

  @Field(() => ResultsVisibilityEnum, { nullable: true, description: describe.results })
  results?: ResultsVisibility;

  @Field(() => Boolean, { nullable: true, description: describe.secret })
  secret?: boolean;
}
