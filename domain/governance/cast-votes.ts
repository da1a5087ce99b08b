import { randomBytes } from 'node:crypto';
import type { Statement, VerifyAct } from '../identity/index.ts';
import {
  changed,
  digestOf,
  DomainError,
  newId,
  NotFound,
  sha256Hex,
  type Id,
  type Transactions,
  type Tx,
} from '../shared/index.ts';
import { put, type BallotBox } from './ballot-box.ts';
import { assertReason, Ballot, ballotDigest, signedVote, type Vote } from './ballot.ts';
import { assertChoice, choiceText, type Choice } from './choice.ts';
import { BallotStruck } from './errors.ts';
import { ballotsCast, proposalChanged } from './events.ts';
import { extensionBy, type Extension } from './late-rule.ts';
import { extend } from './lifecycle.ts';
import type { Ballots, Proposals, VotingPlace } from './ports.ts';
import { assertMayVote, type Proposal } from './proposal.ts';
import { resultsOf } from './rules.ts';
import type { TellVoters } from './tell-voters.ts';
import { tallyOf } from './tally.ts';

/** A vote that may be cast, before its signature is looked at. */
interface Accepted {
  readonly vote: Vote;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly place: VotingPlace;
}

/**
 * Casts votes on one proposal, together: one transaction holds the proposal, gives them their numbers, one after another,
 * and moves its counters once. So a ballot costs little when thousands vote at the same time.
 */
export class CastVotes {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly ballots: Ballots,
    private readonly verifyAct: VerifyAct,
    private readonly tell: Pick<TellVoters, 'delegateVoted'>,
  ) {}

  /** All are on this proposal, and no two of one voter. One answer per vote, in their order: what is refused stops no other. */
  execute(proposalId: Id, votes: readonly Vote[]): Promise<(Ballot | DomainError)[]> {
    return this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lock(tx, proposalId);
      if (!proposal) return votes.map(() => new NotFound('The proposal', ['proposalId']));
      const voters = votes.map(({ viewer }) => viewer.userId);
      const places = await this.ballots.places(tx, proposalId, voters);
      const checked = votes.map((vote) => accepted(vote, proposal, places.get(vote.viewer.userId), tx.now));
      const signed = await this.verify(tx, proposalId, checked);
      return this.fill(tx, proposal, signed, places);
    });
  }

  private async verify(
    tx: Tx,
    subject: Id,
    checked: readonly (Accepted | DomainError)[],
  ): Promise<(Signed | DomainError)[]> {
    const candidates = checked.filter(isNoRefusal);
    const claims = candidates.map(({ vote, choice }) => ({
      userId: vote.viewer.userId,
      jws: vote.statementJws ?? null,
      action: 'governance.vote',
      subject,
      digest: digestOf(signedVote({ ...vote, choice })),
    }));
    const statements = claims.length === 0 ? [] : await this.verifyAct.each(tx, claims);
    let next = 0;
    return checked.map((one) => {
      if (one instanceof DomainError) return one;
      const statement = statements[next++] as Statement | DomainError | null;
      return statement instanceof DomainError ? statement : { ...one, statement };
    });
  }

  private async fill(
    tx: Tx,
    proposal: Proposal,
    signed: readonly (Signed | DomainError)[],
    places: ReadonlyMap<Id, VotingPlace>,
  ) {
    const entering = signed.filter(isNoRefusal);
    if (entering.length === 0) return signed as DomainError[];
    const filled = fillBox(await this.ballots.box(tx, proposal.id), proposal, entering, places, tx.now);
    const replaced = entering.map(({ place }) => place.ballotId).filter((id) => id !== null);
    await this.ballots.append(tx, filled.box, filled.ballots, replaced);
    if (filled.extension) {
      tx.emit(proposalChanged(await this.proposals.advance(tx, proposal, extend(proposal, filled.extension))));
    }
    for (const [i, { place }] of entering.entries()) {
      if (place.power > place.ownPower) await this.tell.delegateVoted(tx, proposal, filled.ballots[i] as Ballot);
    }
    tx.emit(ballotsCast(proposal.id, filled.box.sequence));
    let next = 0;
    return signed.map((one) => (one instanceof DomainError ? one : (filled.ballots[next++] as Ballot)));
  }
}

interface Signed extends Accepted {
  readonly statement: Statement | null;
}

function isNoRefusal<T>(one: T | DomainError): one is T {
  return !(one instanceof DomainError);
}

function accepted(vote: Vote, proposal: Proposal, place: VotingPlace | undefined, now: Date): Accepted | DomainError {
  try {
    assertMayVote(proposal, place ?? null, now);
    if (place?.choice === 'STRUCK') throw new BallotStruck();
    return {
      vote,
      choice: assertChoice(proposal, vote.choice),
      reason: assertReason(vote.reason),
      place: place as VotingPlace,
    };
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function fillBox(
  empty: BallotBox,
  proposal: Proposal,
  entering: readonly Signed[],
  places: ReadonlyMap<Id, VotingPlace>,
  now: Date,
): { box: BallotBox; ballots: Ballot[]; extension: Extension | null } {
  let [box, on, extension]: [BallotBox, Proposal, Extension | null] = [empty, proposal, null];
  const ballots = entering.map(({ vote, choice, reason, place, statement }) => {
    const { userId } = vote.viewer;
    const salt = resultsOf(proposal.rules) === 'LIVE' ? null : randomBytes(16).toString('hex');
    const statementDigest = statement && sha256Hex(statement.jws);
    const content = { voter: place.pseudonym, choice, reason, statement: statementDigest };
    const digest = ballotDigest(content, salt);
    const previous = box.head;
    const before = tallyOf(proposal.rules, proposal.rollTotal, proposal, box);
    const next = put(box, proposal, { userId, choice, digest }, place, places);
    const after = tallyOf(proposal.rules, proposal.rollTotal, proposal, next);
    const late = extensionBy(on, userId, before, after, box, now);
    if (late) [on, extension] = [changed(on, { endsAt: late.endsAt }), late];
    box = changed(next, {
      quorumReached: box.quorumReached || after.quorumMet,
      extendedBy: late?.reason === 'OUTCOME_TURNED_LATE' ? [...box.extendedBy, userId] : box.extendedBy,
    });
    const authority = { signed: statement !== null, statementId: statement?.id ?? null, statementDigest };
    const chained = { sequence: next.sequence, restores: null, salt, digest, previous };
    const cast = { id: newId(), pseudonym: place.pseudonym, castAt: now, replacedAt: null };
    return new Ballot({
      ...cast,
      ...authority,
      ...chained,
      proposalId: proposal.id,
      userId,
      choice: choiceText(choice),
      reason,
    });
  });
  return { box, ballots, extension };
}
