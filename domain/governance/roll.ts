import { canonicalText, PPM, sha256Hex, type Id, type Ppm } from '../shared/index.ts';
import type { Delegation } from './delegation.ts';
import { RollEmpty, RollInvalid } from './errors.ts';
import { risingPseudonyms, shuffled } from './pseudonyms.ts';

/** One voter and their power. `personId` is the user's id where unproved accounts count. */
export interface Voter {
  readonly personId: Id;
  /** The account that casts the person's one vote. */
  readonly userId: Id;
  readonly power: bigint;
}

/** A voter as of publication. */
export interface RollEntry extends Voter {
  /** Who they are in all that is published of this proposal: drawn for this roll alone, so that nothing links two votes. */
  readonly pseudonym: string;
  /** Whose ballot counts for them as long as they cast none; null where nobody's does. */
  readonly delegateId: Id | null;
}

/** The frozen list of who may vote with what power, in one order, so that its digest can be computed by anyone. */
export interface Roll {
  readonly entries: readonly RollEntry[];
  readonly total: bigint;
  readonly digest: string;
}

/** What is published of a voter. `delegate` is a pseudonym too. */
export interface PublishedEntry {
  readonly voter: string;
  readonly power: bigint;
  readonly delegate: string | null;
}

/** A proposal on which nobody may vote could never be decided, so it is refused. Who has no power is no voter. */
export function freezeRoll(
  entries: readonly Voter[],
  delegations: readonly Pick<Delegation, 'userId' | 'delegateId'>[] = [],
): Roll {
  const voters = entries.filter((entry) => entry.power !== 0n);
  if (voters.length === 0) throw new RollEmpty('Nobody may vote on this yet, so it cannot be put to the vote.');
  const accounts = new Set(voters.map((entry) => entry.userId));
  const persons = new Set(voters.map((entry) => entry.personId));
  if (accounts.size < voters.length || persons.size < voters.length || voters.some((entry) => entry.power < 0n)) {
    throw new RollInvalid('A roll lists each person once, each account once, and no power below zero.');
  }
  const total = voters.reduce((sum, entry) => sum + entry.power, 0n);
  const delegateOf = delegatesOn(voters, delegations);
  const pseudonyms = risingPseudonyms(voters.length);
  const frozen = shuffled(voters).map(({ personId, userId, power }, i): RollEntry => {
    return { personId, userId, power, pseudonym: pseudonyms[i] as string, delegateId: delegateOf.get(userId) ?? null };
  });
  return { entries: frozen, total, digest: rollDigest(publishedRoll(frozen)) };
}

/** In the order of the pseudonyms, which says nothing about who is who. */
export function publishedRoll(
  entries: readonly Pick<RollEntry, 'userId' | 'pseudonym' | 'power' | 'delegateId'>[],
): PublishedEntry[] {
  const delegates = new Set(entries.map(({ delegateId }) => delegateId));
  const known = entries.filter(({ userId }) => delegates.has(userId));
  const pseudonyms = new Map(known.map(({ userId, pseudonym }) => [userId, pseudonym]));
  return entries.map(({ pseudonym, power, delegateId }) => {
    return { voter: pseudonym, power, delegate: delegateId && (pseudonyms.get(delegateId) ?? null) };
  });
}

/** Of all entries, in the order of their pseudonyms: SHA-256 of the canonical JSON of [voter, power, delegate] each, written out. */
export function rollDigest(entries: readonly PublishedEntry[]): string {
  const rows = entries.map(({ voter, power, delegate }) => {
    return `[${canonicalText(voter)},"${power}",${delegate === null ? 'null' : canonicalText(delegate)}]`;
  });
  return sha256Hex(`[${rows.join(',')}]`);
}

/** Of a roll's power, what can stand behind one delegate beside their own. */
export const MOST_DELEGATED_PPM: Ppm = 200_000;

/**
 * Who votes for whom on a roll, by the delegations that hold when it is frozen, in their order. Left out are those to and
 * from accounts that are not on it, and those by which a delegate would stand for more than `mostPpm` of its power.
 */
export function delegatesOn(
  voters: readonly Voter[],
  delegations: readonly Pick<Delegation, 'userId' | 'delegateId'>[],
  mostPpm: Ppm = MOST_DELEGATED_PPM,
): ReadonlyMap<Id, Id> {
  const delegates = new Map<Id, Id>();
  if (delegations.length === 0) return delegates;
  const powers = new Map(voters.map(({ userId, power }) => [userId, power]));
  const total = voters.reduce((sum, { power }) => sum + power, 0n);
  const behind = new Map<Id, bigint>();
  for (const { userId, delegateId } of delegations) {
    const power = powers.get(userId);
    if (power === undefined || !powers.has(delegateId) || userId === delegateId || delegates.has(userId)) continue;
    const sum = (behind.get(delegateId) ?? 0n) + power;
    if (sum * PPM > BigInt(mostPpm) * total) continue;
    behind.set(delegateId, sum);
    delegates.set(userId, delegateId);
  }
  return delegates;
}
