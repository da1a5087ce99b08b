import { newId, NotFound, type Id, type Tx } from '../shared/index.ts';
import { put, type Entering } from './ballot-box.ts';
import { Ballot, ballotDigest } from './ballot.ts';
import { restoringDigest } from './bundle.ts';
import { choiceText, readChoice, type Choice } from './choice.ts';
import { BallotStruck } from './errors.ts';
import { ballotsCast } from './events.ts';
import type { Ballots, Proposals, VotingPlace } from './ports.ts';
import type { Proposal } from './proposal.ts';

/** A ballot is struck, with the reason; or the one with this number counts again. */
type Entry = { readonly userId: Id } & ({ readonly struck: string } | { readonly restores: bigint });

interface Found {
  readonly proposal: Proposal;
  readonly place: VotingPlace;
  /** The voter's, and their delegate's. */
  readonly places: ReadonlyMap<Id, VotingPlace>;
  readonly ballot: Ballot;
}

/**
 * Strikes and appeals are entries of the chain of ballots, each in the place of its voter's ballot before: nothing is taken
 * out of it, and who counts again comes by them in their order.
 */
export class StrikeRecord {
  constructor(
    private readonly proposals: Pick<Proposals, 'lock'>,
    private readonly ballots: Ballots,
  ) {}

  /** The voter's ballot that counts; the proposal is locked. NOT_FOUND, BALLOT_STRUCK. */
  async counting(tx: Tx, proposalId: Id, userId: Id): Promise<Found> {
    const found = await this.find(tx, proposalId, userId);
    if (found.place.choice === 'STRUCK') throw new BallotStruck();
    return found;
  }

  async struck(tx: Tx, proposalId: Id, userId: Id): Promise<Found> {
    const found = await this.find(tx, proposalId, userId);
    if (found.place.choice !== 'STRUCK') throw new NotFound('A strike against your ballot', ['proposalId']);
    return found;
  }

  async enter(tx: Tx, { proposal, place, places }: Found, entry: Entry): Promise<void> {
    const box = await this.ballots.box(tx, proposal.id);
    const { choice, reason, digest, restores } = await this.written(tx, proposal.id, place, entry);
    const entering: Entering = { userId: entry.userId, choice, digest };
    const next = put(box, proposal, entering, place, places);
    const ballot = new Ballot({
      id: newId(),
      proposalId: proposal.id,
      userId: entry.userId,
      pseudonym: place.pseudonym,
      choice: choiceText(choice),
      reason,
      signed: false,
      statementId: null,
      statementDigest: null,
      sequence: next.sequence,
      restores,
      salt: null,
      digest,
      previous: box.head,
      castAt: tx.now,
      replacedAt: null,
    });
    await this.ballots.append(tx, next, [ballot], [place.ballotId as Id]);
    tx.emit(ballotsCast(proposal.id, next.sequence));
  }

  private async find(tx: Tx, proposalId: Id, userId: Id): Promise<Found> {
    const proposal = await this.proposals.lock(tx, proposalId);
    if (!proposal) throw new NotFound('The proposal', ['proposalId']);
    const places = await this.ballots.places(tx, proposalId, [userId]);
    const place = places.get(userId);
    const ballot = place?.ballotId ? await this.ballots.byId(place.ballotId) : null;
    if (!place || !ballot) throw new NotFound('A ballot of this user', ['userId']);
    return { proposal, place, places, ballot };
  }

  private async written(tx: Tx, proposalId: Id, { pseudonym: voter }: VotingPlace, entry: Entry) {
    if ('struck' in entry) {
      const content = { voter, choice: 'STRUCK' as const, reason: entry.struck, statement: null };
      return { choice: content.choice, reason: entry.struck, restores: null, digest: ballotDigest(content, null) };
    }
    const { restores } = entry;
    const before = await this.ballots.at(tx, proposalId, restores);
    const choice: Choice = readChoice(before.choice);
    return { choice, reason: before.reason, restores, digest: restoringDigest(voter, restores) };
  }
}
