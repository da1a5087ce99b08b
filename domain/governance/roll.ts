import { digestOf, PPM, type Id, type Ppm } from '../shared/index.ts';
import type { Delegation } from './delegation.ts';
import { RollEmpty, RollInvalid } from './errors.ts';

/** One voter and their power. `personId` is the user's id where unproved accounts count. */
export interface Voter {
  readonly personId: Id;
  /** The account that casts the person's one vote. */
  readonly userId: Id;
  readonly power: bigint;
}

/** A voter as of publication. */
export interface RollEntry extends Voter {
  /** Whose ballot counts for them as long as they cast none; null where nobody's does. */
  readonly delegateId: Id | null;
}

/** The frozen list of who may vote with what power, in one order, so that its digest can be computed by anyone. */
export interface Roll {
  readonly entries: readonly RollEntry[];
  readonly total: bigint;
  readonly digest: string;
}

/** A proposal on which nobody may vote could never be decided, so it is refused. Who has no power is no voter. */
export function freezeRoll(
  entries: readonly Voter[],
  delegations: readonly Pick<Delegation, 'userId' | 'delegateId'>[] = [],
): Roll {
  const voters = entries.filter((entry) => entry.power !== 0n).toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  if (voters.length === 0) throw new RollEmpty('Nobody may vote on this yet, so it cannot be put to the vote.');
  const accounts = new Set(voters.map((entry) => entry.userId));
  const persons = new Set(voters.map((entry) => entry.personId));
  if (accounts.size < voters.length || persons.size < voters.length || voters.some((entry) => entry.power < 0n)) {
    throw new RollInvalid('A roll lists each person once, each account once, and no power below zero.');
  }
  const total = voters.reduce((sum, entry) => sum + entry.power, 0n);
  const frozen = withDelegates(voters, delegations);
  const lines = frozen.map(({ personId, userId, power, delegateId }) => [
    personId,
    userId,
    power.toString(),
    ...(delegateId === null ? [] : [delegateId]),
  ]);
  return { entries: frozen, total, digest: digestOf(lines) };
}

/** Of a roll's power, what can stand behind one delegate beside their own. */
export const MOST_DELEGATED_PPM: Ppm = 200_000;

/**
 * Who votes for whom on a roll, by the delegations that hold when it is frozen, in their order. Left out are those to and
 * from accounts that are not on it, and those by which a delegate would stand for more than `mostPpm` of its power.
 */
export function withDelegates(
  voters: readonly Voter[],
  delegations: readonly Pick<Delegation, 'userId' | 'delegateId'>[],
  mostPpm: Ppm = MOST_DELEGATED_PPM,
): RollEntry[] {
  const powers = new Map(voters.map(({ userId, power }) => [userId, power]));
  const total = voters.reduce((sum, { power }) => sum + power, 0n);
  const behind = new Map<Id, bigint>();
  const delegates = new Map<Id, Id>();
  for (const { userId, delegateId } of delegations) {
    const power = powers.get(userId);
    if (power === undefined || !powers.has(delegateId) || userId === delegateId || delegates.has(userId)) continue;
    const sum = (behind.get(delegateId) ?? 0n) + power;
    if (sum * PPM > BigInt(mostPpm) * total) continue;
    behind.set(delegateId, sum);
    delegates.set(userId, delegateId);
  }
  return voters.map((voter) => ({ ...voter, delegateId: delegates.get(voter.userId) ?? null }));
}
