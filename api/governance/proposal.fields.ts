import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import {
  CHOICES,
  signedVote,
  tallyOf,
  type Ballot,
  type Ballots,
  type Choice,
  type Proposal,
  type ProposalAction,
  type Proposals,
  type Rolls,
  type Tally,
  type Transition,
} from '../../domain/governance/index.ts';
import { digestOf } from '../../domain/shared/index.ts';
import { BigIntString, StatementToSignType, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { ProposalTransitionType, ProposalType, TallyType } from './proposal.type.ts';
import { BallotType, ChoiceEnum } from './vote.type.ts';

/** What is read beside a proposal, only when it is asked for. */
@Resolver(() => ProposalType)
export class ProposalFields {
  constructor(
    private readonly proposals: Proposals,
    private readonly rolls: Rolls,
    private readonly ballots: Ballots,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
  ) {}

  @FieldResolver(() => ID, { description: 'The pool whose question it is.' })
  poolId(@Root() proposal: Proposal): string {
    return toNodeId('Pool', proposal.groupId);
  }

  @FieldResolver(() => ID, { description: 'The user who asked.' })
  authorId(@Root() proposal: Proposal): string {
    return toNodeId('User', proposal.authorId);
  }

  @FieldResolver(() => [ChoiceEnum], { description: 'What can be voted.' })
  choices(): readonly Choice[] {
    return CHOICES;
  }

  @FieldResolver(() => TallyType, { description: 'The count: so far, or as it was when the voting ended.' })
  async tally(@Root() proposal: Proposal): Promise<Tally> {
    const { forPower, againstPower, abstainPower } = proposal;
    const decided = forPower !== null && againstPower !== null && abstainPower !== null;
    const count = decided ? { forPower, againstPower, abstainPower } : await this.ballots.count(proposal.id);
    return tallyOf(proposal.rules, proposal.rollTotal, count);
  }

  @FieldResolver(() => BallotType, { nullable: true, description: 'The viewer’s ballot that counts, if there is one.' })
  myBallot(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<Ballot | null> {
    return this.ballots.currentBallot(proposal.id, viewerOf(ctx).userId);
  }

  @FieldResolver(() => BigIntString, { description: 'The viewer’s power on the roll; 0 when not on it.' })
  async myPower(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<bigint> {
    return (await this.rolls.entry(proposal.id, viewerOf(ctx).userId))?.power ?? 0n;
  }

  @FieldResolver(() => [ProposalTransitionType], { description: 'Every state it has been in, the first one first.' })
  timeline(@Root() proposal: Proposal): Promise<Transition[]> {
    return this.proposals.transitionsOf(proposal.id);
  }

  @FieldResolver(() => [String], { description: 'What happens on success, in sentences.' })
  async effects(@Root() { kind, params }: Proposal): Promise<readonly string[]> {
    const action = this.actions.get(kind);
    return action ? action.preview(action.parse(params)) : [];
  }

  @FieldResolver(() => StatementToSignType, { description: 'What the viewer’s key signs to vote so.' })
  ballotToSign(
    @Root() { id: proposalId }: Proposal,
    @Arg('choice', () => ChoiceEnum, { description: 'What to vote.' }) choice: Choice,
    @Arg('reason', () => String, { nullable: true, description: 'The reason, exactly as it will be cast.' })
    reason?: string | null,
  ): StatementToSignType {
    const digest = digestOf(signedVote({ proposalId, choice, reason }));
    return { action: 'governance.vote', subject: proposalId, digest };
  }
}
