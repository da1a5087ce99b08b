import type { Viewer } from '../identity/index.ts';
import { canonicalJson, digestOf, InvalidInput, sha256Hex, type Id, type Json } from '../shared/index.ts';
import { readChoice, type Choice } from './choice.ts';

const LONGEST_REASON = 1000;

/** One cast of one voter. Never changed: a later ballot of the same voter replaces it, and both remain. */
export class Ballot {
  readonly id!: Id;
  readonly proposalId!: Id;
  readonly userId!: Id;
  /** The voter's pseudonym on the roll. */
  readonly pseudonym!: string;
  /** As `choiceText` writes it. */
  readonly choice!: string;
  readonly reason!: string | null;
  /** Whether the voter's own key signed it; only a voter who has never had a key can leave this false. */
  readonly signed!: boolean;
  readonly statementId!: Id | null;
  /** SHA-256 of the statement, in hex, as the chain holds it; null where there is none, or was no chain yet. */
  readonly statementDigest!: string | null;
  /** Its place among all that were cast on the proposal, from 1 on without a gap. */
  readonly sequence!: bigint;
  /** Where it was struck and counts again after an appeal: the number of the ballot that it repeats. */
  readonly restores!: bigint | null;
  /** Keeps what a ballot says from being guessed from its digest; null where everybody sees the count and the ballots at once. */
  readonly salt!: string | null;
  /** Of `ballotDigest`. */
  readonly digest!: string;
  /** The head of the proposal's chain before it; the digest of the roll for the first. */
  readonly previous!: string;
  readonly castAt!: Date;
  /** When a later ballot of the same voter took its place; null while it counts. */
  readonly replacedAt!: Date | null;

  constructor(fields: Ballot) {
    Object.assign(this, fields);
  }
}

/** What a voter asks for; `statementJws` is their signature over `signedVote`. */
export interface Vote {
  readonly viewer: Viewer;
  readonly proposalId: Id;
  readonly choice: Json;
  readonly reason?: string | null | undefined;
  readonly statementJws?: string | null | undefined;
}

/** What the voter's signature covers: the choice and the reason, so that neither can be exchanged. */
export function signedVote(vote: { proposalId: Id; choice: Choice; reason?: string | null | undefined }) {
  const { proposalId, choice, reason } = vote;
  return typeof reason !== 'string' ? { proposalId, choice } : { proposalId, choice, reason };
}

export interface BallotContent {
  /** The voter's pseudonym on the roll of this proposal. */
  readonly voter: string;
  readonly choice: Choice;
  readonly reason: string | null;
  /** SHA-256 of the voter's statement, in hex; null where they have no key. */
  readonly statement: string | null;
}

/** What the chain holds of a ballot. With a salt that is a commitment: who has the salt can show what is in it. */
export function ballotDigest(content: BallotContent, salt: string | null): string {
  const { voter, ...said } = content;
  if (salt === null) return sha256Hex(canonicalBallot(content));
  return digestOf({ voter, commitment: commitmentTo(said, salt) });
}

function commitmentTo(said: Omit<BallotContent, 'voter'>, salt: string): string {
  return digestOf({ ...said, salt });
}

/** Of a secret ballot: what the chain holds of it, beside the voter's pseudonym. */
export function ballotCommitment({ choice, reason, statementDigest: statement, salt }: Ballot): string {
  return commitmentTo({ choice: readChoice(choice), reason, statement }, salt as string);
}

/** The head after one more ballot; the first follows the digest of the roll. */
export function chainHead(previous: string, ballot: { sequence: bigint; digest: string }): string {
  return sha256Hex(`{"ballot":"${ballot.digest}","previous":"${previous}","sequence":"${ballot.sequence}"}`);
}

/** The canonical JSON of both, written out: who counts a million ballots again comes by here a million times. */
function canonicalBallot({ voter, choice, reason, statement }: BallotContent): string {
  const [chosen, why] = [canonicalJson(choice), reason === null ? 'null' : canonicalJson(reason)];
  return `{"choice":${chosen},"reason":${why},"statement":${statement === null ? 'null' : `"${statement}"`},"voter":"${voter}"}`;
}

export function assertReason(reason: string | null | undefined): string | null {
  if (typeof reason !== 'string') return null;
  if (reason.trim() === '' || reason.length > LONGEST_REASON) {
    throw new InvalidInput(['reason'], `A reason has 1 to ${LONGEST_REASON} characters; leave it out to give none.`);
  }
  return reason;
}
