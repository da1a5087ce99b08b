import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type {
  BallotBox,
  BallotMethod,
  DefeatReason,
  GovernanceRules,
  Proposal,
  ProposalState,
  Round,
  Tally,
  Transition,
} from '../../domain/governance/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';
import { GovernanceRulesType } from './rules.type.ts';

const ProposalStateEnum = enumOf<ProposalState>(
  {
    PENDING: 'Published; the voting has not started. The author may still cancel.',
    ACTIVE: 'Ballots are accepted.',
    SUCCEEDED: 'Adopted; it is queued in the same moment.',
    DEFEATED: 'Not adopted; final.',
    QUEUED: 'Adopted; executed when the notice period is over.',
    EXECUTED: 'Done; final.',
    EXECUTION_FAILED: 'Adopted, but its execution was refused; tried again until it expires.',
    EXPIRED: 'Adopted, but it could not be executed in time; final.',
    VETOED: 'Stopped by its pool’s guardians, before or after it was adopted; final.',
    CANCELLED: 'Taken back by its author before the voting started; final.',
  },
  { name: 'ProposalState', description: 'Where a proposal stands.' },
);
const DefeatReasonEnum = enumOf<DefeatReason>(
  {
    QUORUM_NOT_MET: 'Too little of the roll took part.',
    NOT_APPROVED: 'FOR did not exceed the threshold.',
    TIE: 'FOR and AGAINST were equal.',
  },
  { name: 'DefeatReason', description: 'Why it was defeated.' },
);

export const BallotMethodEnum = enumOf<BallotMethod>(
  {
    SIMPLE: 'For, against or abstain.',
    APPROVAL: 'Any number of the choices; each counts with the whole power.',
    WEIGHTED: 'Weights on choices, by which the power is divided.',
    RANKED: 'The choices in order, decided by instant run-off.',
  },
  { name: 'BallotMethod', description: 'How ballots choose.' },
);

@ObjectType('Tally', {
  description: 'The count. Cast and not cast power sum to the roll’s total.',
  simpleResolvers: true,
})
export class TallyType implements Tally {
  @Field(() => [BigIntString], {
    description:
      'Power per choice, in the order of the proposal’s `choices`, the last for ABSTAIN. Under RANKED: by first choice.',
  })
  powers!: readonly bigint[];

  @Field(() => BigIntString, { nullable: true, description: 'Power of current ballots FOR, under SIMPLE.' })
  forPower!: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'Power of current ballots AGAINST, under SIMPLE.' })
  againstPower!: bigint | null;

  @Field(() => BigIntString, { description: 'Power of current ballots ABSTAIN.' })
  abstainPower!: bigint;

  @Field(() => BigIntString, { description: 'Power behind current ballots.' })
  castPower!: bigint;

  @Field(() => BigIntString, { description: 'Power behind ballots that were disqualified.' })
  struckPower!: bigint;

  @Field(() => BigIntString, { description: 'Power of the roll that has no ballot.' })
  notCastPower!: bigint;

  @Field(() => Boolean, { description: 'Whether enough of the roll takes part.' })
  quorumMet!: boolean;

  @Field(() => Boolean, {
    description: 'Whether FOR exceeds the threshold; else, whether one choice is ahead of all others.',
  })
  approved!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The place of the choice that is ahead of all others; null where none is.',
  })
  leading!: number | null;
}

@ObjectType('Turnout', { description: 'Who took part; not what was chosen.', simpleResolvers: true })
export class TurnoutType implements Pick<BallotBox, 'voters' | 'castPower' | 'sequence'> {
  @Field(() => Int, { description: 'How many voters have a ballot that counts.' })
  voters!: number;

  @Field(() => BigIntString, { description: 'The power behind them.' })
  castPower!: bigint;

  @Field(() => BigIntString, { description: 'The number of the last ballot.' })
  sequence!: bigint;
}

@ObjectType('RunOffRound', {
  description: 'One round of an instant run-off. The powers and `exhausted` sum to the same in each.',
  simpleResolvers: true,
})
export class RunOffRoundType implements Round {
  @Field(() => [BigIntString], { nullable: 'items', description: 'Power by choice; null for those that are out.' })
  powers!: readonly (bigint | null)[];

  @Field(() => BigIntString, { description: 'Power of ballots that rank no choice that is still in.' })
  exhausted!: bigint;

  @Field(() => [Int], { description: 'The places of the choices that are out after it.' })
  eliminated!: readonly number[];

  @Field(() => String, {
    nullable: true,
    description:
      'By what: `LEAST` power, less in an `EARLIER_ROUND`, `TOGETHER` less than the next, or by `LOT`; null in the last round.',
  })
  by!: Round['by'];
}

@ObjectType('ProposalTransition', { description: 'One line of a proposal’s log.', simpleResolvers: true })
export class ProposalTransitionType implements Pick<Transition, 'fromState' | 'toState' | 'reason' | 'at'> {
  @Field(() => ProposalStateEnum, { nullable: true, description: 'The state before; null at publication.' })
  fromState!: ProposalState | null;

  @Field(() => ProposalStateEnum, { description: 'The state after.' })
  toState!: ProposalState;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it was defeated, or the code its execution failed with. On a line from PENDING or ACTIVE to itself: why the voting goes on, `QUORUM_LATE` or `OUTCOME_TURNED_LATE`. On a line from DEFEATED or EXPIRED to itself: the code with which the pool failed to draw the consequence, `REJECTION_DONE`, or `REJECTION_GIVEN_UP`.',
  })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType('Proposal', {
  description: 'A question put to the members of a pool. Content, rules and roll never change once it is published.',
  implements: Node,
})
export class ProposalType implements Omit<
  Proposal,
  | 'id'
  | 'groupId'
  | 'authorId'
  | 'params'
  | 'electorate'
  | 'powers'
  | 'castPower'
  | 'winner'
  | 'rounds'
  | 'rejectionAttempts'
  | 'rejectUntil'
  | 'dueAt'
> {
  @Field(() => String, { description: 'What happens on success, such as `found-pool`.' })
  kind!: string;

  @Field(() => String, { description: 'Digest of the parameters of what happens on success.' })
  paramsDigest!: string;

  @Field(() => String, { description: 'The question in one line.' })
  title!: string;

  @Field(() => GovernanceRulesType, { description: 'How it is decided.' })
  rules!: GovernanceRules;

  @Field(() => BallotMethodEnum, { description: 'How ballots choose.' })
  method!: BallotMethod;

  @Field(() => [String], { description: 'What can be chosen, beside ABSTAIN. Ballots name the places, from 0 on.' })
  choices!: readonly string[];

  @Field(() => BigIntString, { description: 'All the power there is: the sum over the roll.' })
  rollTotal!: bigint;

  @Field(() => String, { description: 'Digest of the roll, which lists who may vote with what power.' })
  rollDigest!: string;

  @Field(() => String, { description: 'Digest of everything that was published.' })
  contentDigest!: string;

  @Field(() => DateTime, { description: 'When it was published and its roll frozen.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Ballots are accepted from this moment on.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'Ballots are accepted before this moment; the late rule can move it on.' })
  endsAt!: Date;

  @Field(() => ProposalStateEnum, { description: 'Where it stands.' })
  state!: ProposalState;

  @Field(() => DefeatReasonEnum, { nullable: true, description: 'Why it was defeated, if it was.' })
  defeatReason!: DefeatReason | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided.' })
  decidedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is executed, if it was adopted.' })
  eta!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'It is no longer executed from this moment on.' })
  expiresAt!: Date | null;

  @Field(() => Int, { description: 'How often its execution was tried.' })
  executionAttempts!: number;

  @Field(() => String, { nullable: true, description: 'Code of the refusal that stopped the latest try.' })
  failureCode!: string | null;
}

export const { Connection: ProposalConnection } = connectionOf(ProposalType, 'Proposal');

@InputType({ description: 'Which proposal to cancel.' })
export class CancelProposalInput extends MutationInput {
  @Field(() => ID, { description: 'A proposal of the viewer whose voting has not started.' })
  proposalId!: string;
}

@ObjectType({ description: 'The cancelled proposal.', implements: Payload })
export class CancelProposalPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'The proposal after it was cancelled.' })
  proposal?: Proposal | null;
}
