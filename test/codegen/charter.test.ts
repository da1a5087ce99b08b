import { expect, test } from '@jest/globals';
import { pledgeObject } from '../../codegen/client/index.ts';
import type { WholeCharterFragment } from '../../codegen/generated/graphql.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { firstCharter } from '../../domain/pools/charter.ts';
import type { PowerRule, Terms } from '../../domain/pools/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { aScope, someTerms, VOTE } from '../pools/charters.ts';

const [pool, dataset] = [newId(), newId()];
const [poolId, datasetId] = [toNodeId('Pool', pool), toNodeId('Dataset', dataset)];
const charter = firstCharter(pool, aScope(), someTerms(), new Date(0));

/** As the API shows it: money as text, enum values in GraphQL's names. */
function shown(): WholeCharterFragment {
  const { version, digest, scopeDigest, termsDigest } = charter;
  const terms = { ...charter.terms, pricePerQueryMicros: '10000', valuationMethod: 'LEAVE_OUT' };
  const scope = { ...charter.scope, linkage: 'NONE', releaseMode: 'HOSTED' };
  return { version, digest, scopeDigest, termsDigest, scope, terms } as unknown as WholeCharterFragment;
}

test('a client signs the digests that the domain has, computed from what was shown', async () => {
  const { digest: charterDigest, scopeDigest } = charter;
  const object = { charterDigest, scopeDigest, datasetId: dataset, poolId: pool };
  expect(await pledgeObject(shown(), poolId, datasetId)).toEqual(object);
});

test('also of a charter that says more than it must, of votes and of power', async () => {
  const governance = { ...VOTE, lateWindowMs: 3_600_000, results: 'AFTER_OWN_VOTE', proposerPpm: 1_000 } as const;
  const rule = { basis: 'UNITS', minAgeMs: 604_800_000, capPpm: 100_000 } as const;
  for (const power of [rule, { ...rule, buyerLimitMicros: 5_000_000n }]) await signs(governance, power);
});

async function signs(governance: Terms['governance'], power: PowerRule): Promise<void> {
  const more = firstCharter(pool, aScope(), someTerms({ governance, power }), new Date(0));
  const { version, digest, scopeDigest, termsDigest } = more;
  const powerShown = { ...power, buyerLimitMicros: power.buyerLimitMicros?.toString() ?? null };
  const left = { freeQueriesPerMonth: null };
  const terms = { ...shown().terms, ...left, governance: { ...governance, secret: null }, power: powerShown };
  const charterShown = {
    ...shown(),
    version,
    digest,
    scopeDigest,
    termsDigest,
    terms,
  } as unknown as WholeCharterFragment;
  expect((await pledgeObject(charterShown, poolId, datasetId)).charterDigest).toBe(digest);
}

test.each<[string, (from: WholeCharterFragment) => object]>([
  ['a price', ({ terms }) => ({ terms: { ...terms, pricePerQueryMicros: '1' } })],
  ['a share', ({ terms }) => ({ terms: { ...terms, ownersPpm: 1_000_000, builderPpm: 0, platformPpm: 0 } })],
  ['a field', ({ scope }) => ({ scope: { ...scope, streams: [{ name: 'reddit.comments', fields: ['body'] }] } })],
  ['a digest', () => ({ digest: 'f'.repeat(64) })],
])('nothing is signed when %s that was shown is not the one of the charter', async (_, other) => {
  const charterShown = { ...shown(), ...other(shown()) };
  await expect(pledgeObject(charterShown, poolId, datasetId)).rejects.toThrow('Nothing was signed');
});
