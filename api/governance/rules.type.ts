import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { GovernanceRules } from '../../domain/governance/index.ts';
import { SafeInt } from '../shared/index.ts';

const describe = {
  votingDelayMs: 'From publication to the first ballot, in milliseconds; until then the author may cancel.',
  votingPeriodMs: 'How long ballots are accepted, in milliseconds.',
  noticePeriodMs: 'From the decision to its execution, in milliseconds: the time to leave for who disagrees.',
  gracePeriodMs: 'How long after the notice an execution may still be tried, in milliseconds.',
  quorumPpm: 'Share of the roll that must vote FOR or, where it counts, ABSTAIN: parts per million.',
  thresholdPpm: 'Share of FOR among FOR and AGAINST that must be exceeded: 500000 to 999999 parts per million.',
  abstainCountsToQuorum: 'Whether ABSTAIN counts toward the quorum; AGAINST never does.',
};

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
}
