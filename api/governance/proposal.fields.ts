import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import {
  CHOICES,
  signedVote,
  tallyOf,
  type Ballot,
  type Ballots,
  type Choice,
  type Count,
  type Proposal,
  type ProposalAction,
  type Proposals,
  type RollPlace,
  type Rolls,
  type Tally,
  type Transition,
} from '../../domain/governance/index.ts';
import { digestOf, type Id } from '../../domain/shared/index.ts';
import { BigIntString, StatementToSignType, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { ProposalTransitionType, ProposalType, TallyType } from './proposal.type.ts';
import { BallotType, ChoiceEnum } from './vote.type.ts';

const NO_PLACE: RollPlace = { power: 0n, delegateId: null, delegatedPower: 0n, standingPower: 0n };
const NO_BALLOTS: Count = { forPower: 0n, againstPower: 0n, abstainPower: 0n };

/** What is read beside a proposal, only when it is asked for: one statement per field, however many a page has. */
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
  async tally(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<Tally> {
    const { forPower, againstPower, abstainPower } = proposal;
    const decided = forPower !== null && againstPower !== null && abstainPower !== null;
    const soFar = ctx.loaders.of(this.countsByProposal);
    const count = decided ? { forPower, againstPower, abstainPower } : await soFar.load(proposal.id);
    return tallyOf(proposal.rules, proposal.rollTotal, count);
  }

  @FieldResolver(() => BallotType, { nullable: true, description: 'The viewer’s ballot that counts, if there is one.' })
  myBallot(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<Ballot | null> {
    return ctx.loaders.of(this.ownBallots).load({ proposalId: proposal.id, userId: viewerOf(ctx).userId });
  }

  @FieldResolver(() => BigIntString, { description: 'The viewer’s own power on the roll; 0 when not on it.' })
  async myPower(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<bigint> {
    return (await this.placeOf(proposal, ctx)).power;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Whose ballot counts for the viewer as long as they cast none: frozen with the roll.',
  })
  async myDelegateId(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<string | null> {
    const { delegateId } = await this.placeOf(proposal, ctx);
    return delegateId && toNodeId('User', delegateId);
  }

  @FieldResolver(() => BigIntString, { description: 'Power that others delegated to the viewer on this roll.' })
  async myDelegatedPower(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<bigint> {
    return (await this.placeOf(proposal, ctx)).delegatedPower;
  }

  @FieldResolver(() => BigIntString, {
    description: 'What of it counts with the viewer’s ballot now: the rest voted for themselves.',
  })
  async myStandingPower(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<bigint> {
    return (await this.placeOf(proposal, ctx)).standingPower;
  }

  @FieldResolver(() => [ProposalTransitionType], { description: 'Every state it has been in, the first one first.' })
  timeline(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<Transition[]> {
    return ctx.loaders.of(this.logs).load(proposal.id);
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
  private readonly countsByProposal = async (ids: readonly Id[]) => {
    const counts = await this.ballots.counts(ids);
    return ids.map((id) => counts.get(id) ?? NO_BALLOTS);
  };

  private readonly logs = async (ids: readonly Id[]) => {
    const lines = await this.proposals.transitionsOf(ids);
    return ids.map((id) => lines.filter((line) => line.proposalId === id));
  };

  private readonly ownBallots = async (asked: readonly Own[]) => {
    const ballots = await this.ballots.currentBallotsOf(viewerIn(asked), proposalsOf(asked));
    return asked.map(({ proposalId }) => ballots.find((ballot) => ballot.proposalId === proposalId) ?? null);
  };

  private readonly ownPlaces = async (asked: readonly Own[]) => {
    const places = await this.rolls.placesOf(viewerIn(asked), proposalsOf(asked));
    return asked.map(({ proposalId }) => places.get(proposalId) ?? NO_PLACE);
  };

  private placeOf({ id: proposalId }: Proposal, ctx: ApiContext): Promise<RollPlace> {
    return ctx.loaders.of(this.ownPlaces).load({ proposalId, userId: viewerOf(ctx).userId });
  }
}

/** What a viewer has in one proposal. Loaders live for one operation, so all that are asked together are one viewer's. */
interface Own {
  readonly proposalId: Id;
  readonly userId: Id;
}

function proposalsOf(asked: readonly Own[]): Id[] {
  return asked.map(({ proposalId }) => proposalId);
}

function viewerIn(asked: readonly Own[]): Id {
  return (asked[0] as Own).userId;
}
