import type { WholeCharterFragment } from '../generated/graphql.ts';
import { digestOf } from './canonical-json.ts';
import { uuidOf } from './statements.ts';

/** What a member signs to pledge (`consents.give`). */
export type PledgeObject = {
  readonly charterDigest: string;
  readonly scopeDigest: string;
  readonly datasetId: string;
  readonly poolId: string;
};

/**
 * The object of a pledge, for a charter that was shown to the member. Its digests are computed from the scope and the
 * terms themselves, so nobody can show one charter and have another one signed. Ids are node ids.
 */
export async function pledgeObject(
  charter: WholeCharterFragment,
  poolId: string,
  datasetId: string,
): Promise<PledgeObject> {
  const { version, scope, terms } = charter;
  const scopeDigest = await digestOf({
    ...scope,
    linkage: wordOf(scope.linkage),
    releaseMode: wordOf(scope.releaseMode),
  });
  const termsDigest = await digestOf({
    ...named(terms),
    ...(terms.power && { power: named(terms.power) }),
    governance: named(terms.governance),
    valuationMethod: wordOf(terms.valuationMethod),
  });
  const charterDigest = await digestOf({ poolId: uuidOf(poolId), version, scopeDigest, termsDigest });
  if (charterDigest !== charter.digest) {
    throw new Error('The instance names another digest than that of the charter it showed. Nothing was signed.');
  }
  return { charterDigest, scopeDigest, datasetId: uuidOf(datasetId), poolId: uuidOf(poolId) };
}

/** What a charter leaves out is null where it is shown, and is not in its digest. */
function named<T extends object>(shown: T): { [Name in keyof T]: NonNullable<T[Name]> } {
  const given = Object.entries(shown).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof T]: NonNullable<T[Name]> };
}

/** What is signed holds the domain's words, `leave-out`, and not GraphQL's names for them, LEAVE_OUT. */
export function wordOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
