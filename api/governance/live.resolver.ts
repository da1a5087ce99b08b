import 'reflect-metadata';
import { Arg, Ctx, ID, Resolver } from 'type-graphql';
import {
  mayBeSeen,
  readChoice,
  type Ballot,
  type BallotBox,
  type Ballots,
  type Proposal,
  type Proposals,
} from '../../domain/governance/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { BigIntString, followLog, followState, fromNodeId, Live, type ApiContext } from '../shared/index.ts';
import { placesOf, weightsOf } from './choice.ts';
import { BallotCastType, TallyChangeType } from './live.type.ts';
import { shownTally } from './shown-tally.ts';
import type { Standings } from './standings.ts';

const PAGE = 200;

/** A vote as it goes on. What may be seen is asked again for each value: a count can be hidden, and a session end. */
@Resolver()
export class LiveVoteResolver {
  constructor(
    private readonly proposals: Pick<Proposals, 'byId'>,
    private readonly ballots: Ballots,
    private readonly standings: Standings,
  ) {}

  @Live(() => TallyChangeType, {
    description:
      'How a vote stands: now, and again after ballots and changes of its state, a few times a second however many there are.',
  })
  tallyChanged(
    @Arg('proposalId', () => ID, { description: 'The id of a proposal.' }) proposalId: string,
    @Ctx() ctx: ApiContext,
    @Arg('after', () => BigIntString, {
      nullable: true,
      description: 'The `sequence` of the last value that was seen; the first value is then a later one.',
    })
    after?: bigint | null,
  ): AsyncIterable<TallyChangeType> {
    const id = fromNodeId('Proposal', proposalId, 'proposalId');
    return followState(ctx, `governance.*.${id}`, async ({ userId }, event) => {
      const standing = await this.standings.of(id, event);
      if (!standing) throw new NotFound('The proposal', ['proposalId']);
      const { proposal, box } = standing;
      if (event === null && after && box.sequence <= after) return null;
      const isSeen = await this.isSeenBy(userId, proposal, box);
      return { sequence: box.sequence, tally: isSeen ? shownTally(proposal, box) : null, turnout: box, proposal };
    });
  }

  @Live(() => BallotCastType, {
    description: 'Each ballot of a proposal, once and in order: those after a number, then each as it is cast.',
  })
  ballotCast(
    @Arg('proposalId', () => ID, { description: 'The id of a proposal.' }) proposalId: string,
    @Ctx() ctx: ApiContext,
    @Arg('after', () => BigIntString, {
      nullable: true,
      description: 'The `sequence` of the last ballot that was seen; left out: from the first on.',
    })
    after?: bigint | null,
  ): AsyncIterable<BallotCastType> {
    const id = fromNodeId('Proposal', proposalId, 'proposalId');
    return followLog(ctx, `governance.ballot.${id}`, after ?? 0n, {
      read: (last, { userId }) => this.page(id, last, userId),
      numberOf: ({ sequence }) => sequence,
    });
  }

  private async page(id: Id, after: bigint, userId: Id): Promise<BallotCastType[]> {
    const ballots = await this.ballots.page(id, after, PAGE);
    if (ballots.length === 0) return [];
    const proposal = (await this.proposals.byId(id)) as Proposal;
    const box = (await this.ballots.boxes([id])).get(id) as BallotBox;
    const isSeen = !proposal.rules.secret && (await this.isSeenBy(userId, proposal, box));
    return ballots.map((ballot) => castOf(ballot, isSeen));
  }

  private async isSeenBy(userId: Id, proposal: Proposal, box: BallotBox): Promise<boolean> {
    if (mayBeSeen(proposal, box, false)) return true;
    if (!mayBeSeen(proposal, box, true)) return false;
    return (await this.ballots.currentBallotsOf(userId, [proposal.id])).length > 0;
  }
}

/** The digest of an open ballot without a statement is of one of a few choices: who tries them all knows which. */
function castOf(
  { sequence, pseudonym: voter, digest, salt, choice, reason, signed, castAt }: Ballot,
  isSeen: boolean,
): BallotCastType {
  const said = isSeen ? readChoice(choice) : null;
  return {
    sequence,
    voter,
    digest: isSeen || salt !== null ? digest : null,
    signed,
    castAt,
    choice: typeof said === 'string' && said !== 'STRUCK' ? said : null,
    places: said && placesOf(said),
    weights: said && weightsOf(said),
    reason: isSeen ? reason : null,
  };
}
