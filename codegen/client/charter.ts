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
  const named = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null));
  const termsDigest = await digestOf({ ...named, valuationMethod: wordOf(terms.valuationMethod) });
  const charterDigest = await digestOf({ poolId: uuidOf(poolId), version, scopeDigest, termsDigest });
  if (charterDigest !== charter.digest) {
    throw new Error('The instance names another digest than that of the charter it showed. Nothing was signed.');
  }
  return { charterDigest, scopeDigest, datasetId: uuidOf(datasetId), poolId: uuidOf(poolId) };
}

/** What is signed holds the domain's words, `leave-out`, and not GraphQL's names for them, LEAVE_OUT. */
export function wordOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
