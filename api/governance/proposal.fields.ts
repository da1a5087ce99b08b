import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import {
  abstainCompletesQuorum,
  mayBeSeen,
  readChoice,
  signedVote,
  type Ballot,
  type BallotBox,
  type Ballots,
  type Proposal,
  type ProposalAction,
  type Proposals,
  type RollPlace,
  type Rolls,
  type Round,
  type SimpleChoice,
  type Transition,
  type Weighed,
} from '../../domain/governance/index.ts';
import { digestOf, type Id } from '../../domain/shared/index.ts';
import { BigIntString, StatementToSignType, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { givenChoice } from './choice.ts';
import { shownTally } from './shown-tally.ts';
import { ProposalTransitionType, ProposalType, RunOffRoundType, TallyType, TurnoutType } from './proposal.type.ts';
import { BallotType, ChoiceEnum } from './vote.type.ts';

const NO_PLACE: RollPlace = { power: 0n, delegateId: null, delegatedPower: 0n, standingPower: 0n };

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

  @FieldResolver(() => TallyType, {
    nullable: true,
    description:
      'The count: so far, or as it was when the voting ended. Null for who may not see it, by `rules.results`.',
  })
  async tally(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<TallyType | null> {
    const box = await this.boxOf(proposal, ctx);
    return (await this.isSeen(proposal, box, ctx)) ? shownTally(proposal, box) : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether an ABSTAIN of the viewer, cast now, would complete the quorum. Null when the voting is over, for who is not on the roll, and for who may not see the count.',
  })
  async abstainCompletesQuorum(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<boolean | null> {
    const place = await this.placeOf(proposal, ctx);
    if (place.power === 0n || !['PENDING', 'ACTIVE'].includes(proposal.state)) return null;
    const box = await this.boxOf(proposal, ctx);
    if (!(await this.isSeen(proposal, box, ctx))) return null;
    const { userId } = viewerOf(ctx);
    const { power: ownPower, delegateId } = place;
    const weighed = new Map([[userId, await this.weighed({ proposalId: proposal.id, userId }, ctx)]]);
    if (delegateId !== null) {
      weighed.set(delegateId, await this.weighed({ proposalId: proposal.id, userId: delegateId }, ctx));
    }
    return abstainCompletesQuorum(proposal, box, userId, { ownPower, delegateId }, weighed);
  }

  @FieldResolver(() => TurnoutType, { description: 'Who took part, so far or at the end; everybody may see it.' })
  turnout(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<BallotBox> {
    return this.boxOf(proposal, ctx);
  }

  @FieldResolver(() => [RunOffRoundType], {
    nullable: true,
    description: 'Every round of the run-off, under RANKED, once the voting has ended.',
  })
  async rounds(@Root() proposal: Proposal, @Ctx() ctx: ApiContext): Promise<readonly Round[] | null> {
    return mayBeSeen(proposal, await this.boxOf(proposal, ctx), false) ? proposal.rounds : null;
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
  async effects(@Root() proposal: Proposal): Promise<readonly string[]> {
    const action = this.actions.get(proposal.kind);
    return action ? action.preview(action.parse(proposal.params), proposal) : [];
  }

  @FieldResolver(() => StatementToSignType, { description: 'What the viewer’s key signs to vote so.' })
  ballotToSign(
    @Root() { id: proposalId }: Proposal,
    @Arg('choice', () => ChoiceEnum, { nullable: true, description: 'As it will be cast.' })
    choice?: SimpleChoice | null,
    @Arg('places', () => [Int], { nullable: true, description: 'As they will be cast.' })
    places?: number[] | null,
    @Arg('weights', () => [Int], { nullable: true, description: 'As they will be cast.' })
    weights?: number[] | null,
    @Arg('reason', () => String, { nullable: true, description: 'The reason, exactly as it will be cast.' })
    reason?: string | null,
  ): StatementToSignType {
    const chosen = givenChoice({ choice, places, weights });
    const digest = digestOf(signedVote({ proposalId, choice: chosen, reason }));
    return { action: 'governance.vote', subject: proposalId, digest };
  }

  private readonly boxes = async (ids: readonly Id[]) => {
    const boxes = await this.ballots.boxes(ids);
    return ids.map((id) => boxes.get(id) as BallotBox);
  };

  private boxOf({ id }: Proposal, ctx: ApiContext): Promise<BallotBox> {
    return ctx.loaders.of(this.boxes).load(id);
  }

  private async isSeen(proposal: Proposal, box: BallotBox, ctx: ApiContext): Promise<boolean> {
    const needsBallot = proposal.rules.results === 'AFTER_OWN_VOTE' && proposal.decidedAt === null;
    return mayBeSeen(proposal, box, needsBallot && (await this.myBallot(proposal, ctx)) !== null);
  }

  private async weighed(own: Own, ctx: ApiContext): Promise<Weighed> {
    const [{ power, standingPower }, ballot] = await Promise.all([
      ctx.loaders.of(this.ownPlaces).load(own),
      ctx.loaders.of(this.ownBallots).load(own),
    ]);
    return { power: power + standingPower, choice: ballot && readChoice(ballot.choice) };
  }

  private readonly logs = async (ids: readonly Id[]) => {
    const lines = await this.proposals.transitionsOf(ids);
    return ids.map((id) => lines.filter((line) => line.proposalId === id));
  };

  private readonly ownBallots = (asked: readonly Own[]) =>
    eachUser(asked, async (userId, proposalIds) => {
      const ballots = await this.ballots.currentBallotsOf(userId, proposalIds);
      return (id) => ballots.find(({ proposalId }) => proposalId === id) ?? null;
    });

  private readonly ownPlaces = (asked: readonly Own[]) =>
    eachUser(asked, async (userId, proposalIds) => {
      const places = await this.rolls.placesOf(userId, proposalIds);
      return (id) => places.get(id) ?? NO_PLACE;
    });

  private placeOf({ id: proposalId }: Proposal, ctx: ApiContext): Promise<RollPlace> {
    return ctx.loaders.of(this.ownPlaces).load({ proposalId, userId: viewerOf(ctx).userId });
  }
}

/** What a user has in one proposal. */
interface Own {
  readonly proposalId: Id;
  readonly userId: Id;
}

/** One read per user: the viewer, and of who asks about an abstention, the few who vote for them. */
async function eachUser<T>(
  asked: readonly Own[],
  read: (userId: Id, proposalIds: readonly Id[]) => Promise<(proposalId: Id) => T>,
): Promise<T[]> {
  const users = [...new Set(asked.map(({ userId }) => userId))];
  const finds = await Promise.all(
    users.map((user) =>
      read(
        user,
        asked.filter(({ userId }) => userId === user).map(({ proposalId }) => proposalId),
      ),
    ),
  );
  const findOf = new Map(users.map((user, i) => [user, finds[i] as (proposalId: Id) => T]));
  return asked.map(({ userId, proposalId }) => (findOf.get(userId) as (proposalId: Id) => T)(proposalId));
}
