import type { Voter } from '../governance/index.ts';
import type { Id } from '../shared/index.ts';

/**
 * One vote per person, cast by the account that came first; further accounts of a person add nothing. An account that
 * is proved to nobody is a person of its own only where the instance says so.
 */
export function votersOf(
  holders: readonly { readonly userId: Id }[],
  personOf: ReadonlyMap<Id, Id | null>,
  countUnproved: boolean,
): Voter[] {
  const voters = new Map<Id, Voter>();
  for (const { userId } of holders) {
    const personId = personIn(personOf, userId, countUnproved);
    if (personId !== null && !voters.has(personId)) voters.set(personId, { personId, userId, power: 1n });
  }
  return [...voters.values()];
}

/** Whose account it is; null where it is proved to nobody and such accounts do not count. */
export function personIn(personOf: ReadonlyMap<Id, Id | null>, userId: Id, countUnproved: boolean): Id | null {
  return personOf.get(userId) ?? (countUnproved ? userId : null);
}
