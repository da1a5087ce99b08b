import type { PublicJwk } from '../identity/index.ts';
import { digestOf, type Id } from '../shared/index.ts';
import { ballotDigest, chainHead } from './ballot.ts';
import type { Choice } from './choice.ts';
import type { PublishedContent } from './published-content.ts';
import type { PlainRound } from './ranked.ts';

/**
 * Everything by which anyone can count a closed vote again, as lines of canonical JSON (RFC 8785): the header; the roll, in
 * the order of its pseudonyms; all ballots in the order of their numbers, also those that were replaced; of a secret vote
 * the choices with their powers, in an order that says nothing; at last the instance's seal over all lines before.
 */
export const BUNDLE_FORMAT = 'commonpool-bundle/1';
export const BUNDLE_TYPE = 'commonpool-bundle';

export interface BundleHeader {
  readonly format: typeof BUNDLE_FORMAT;
  readonly instance: string;
  readonly proposal: PublishedContent & { readonly id: Id; readonly contentDigest: string };
  readonly result: BundleResult;
}

export interface BundleResult {
  readonly outcome: 'SUCCEEDED' | 'DEFEATED';
  readonly reason: string | null;
  /** Null of a secret vote with so few voters that its count is never shown. */
  readonly powers: readonly string[] | null;
  readonly castPower: string;
  /** Left out where no ballot was struck. */
  readonly struckPower?: string;
  readonly winner: number | null;
  readonly rounds: readonly PlainRound[] | null;
  readonly sequence: string;
  readonly head: string;
}

export interface RollLine {
  readonly voter: string;
  readonly power: string;
  readonly delegate: string | null;
}

/** An open ballot, with the voter's statement and the key that made it, where they have one. */
export interface BallotLine {
  readonly ballot: string;
  readonly voter: string;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly statement: string | null;
  readonly key: PublicJwk | null;
  /** Of a vote whose count was hidden: while it was, nobody could guess a ballot from the chain. */
  readonly salt?: string;
  readonly at: string;
}

/** A secret ballot: what the chain holds of it. */
export interface CommitmentLine {
  readonly ballot: string;
  readonly voter: string;
  readonly commitment: string;
}

/** A ballot of this voter was disqualified; until an appeal their power counts for nothing. */
export interface StruckLine {
  readonly ballot: string;
  readonly voter: string;
  readonly struck: string;
  readonly at: string;
}

/** After an appeal the struck ballot with that number counts again. */
export interface RestoringLine {
  readonly ballot: string;
  readonly voter: string;
  readonly restores: string;
  readonly at: string;
}

export type ChainLine = BallotLine | CommitmentLine | StruckLine | RestoringLine;

/**
 * Of a secret vote the power behind each choice, ABSTAIN among them; under RANKED behind each ranking, since a run-off needs
 * them. Sums, for the power of a single ballot would tell whose it was.
 */
export interface OpenedLine {
  readonly choice: Choice;
  readonly power: string;
}

export interface SealLine {
  readonly seal: string;
}

export type BundleLine = { readonly header: BundleHeader } | RollLine | ChainLine | OpenedLine | SealLine;

/** What the chain holds of a struck ballot that counts again: what it says is in the chain already. */
export function restoringDigest(voter: string, restores: bigint): string {
  return digestOf({ voter, restores: restores.toString() });
}

/** The chain's head after this line. */
export function headAfter(previous: string, line: ChainLine, statementDigest: string | null): string {
  const sequence = BigInt(line.ballot);
  const { voter } = line;
  if ('commitment' in line) {
    return chainHead(previous, { sequence, digest: digestOf({ voter, commitment: line.commitment }) });
  }
  if ('struck' in line) {
    const struck = { voter, choice: 'STRUCK' as const, reason: line.struck, statement: null };
    return chainHead(previous, { sequence, digest: ballotDigest(struck, null) });
  }
  if ('restores' in line) {
    return chainHead(previous, { sequence, digest: restoringDigest(voter, BigInt(line.restores)) });
  }
  const { choice, reason } = line;
  return chainHead(previous, {
    sequence,
    digest: ballotDigest({ voter, choice, reason, statement: statementDigest }, line.salt ?? null),
  });
}
