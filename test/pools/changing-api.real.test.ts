import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { signedReserve } from '../../domain/pools/index.ts';
import { post, startSmallServer, type SmallServer } from '../api/small/server.ts';
import type { Member } from '../governance/members.ts';
import { aScope, DAY_MS, someTerms } from './charters.ts';
import { openPoolHouse, texts, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
let server: SmallServer;
beforeAll(async () => {
  house = await openPoolHouse();
  server = await startSmallServer({ resolvers: house.resolvers, nodes: house.nodes });
});
afterAll(async () => {
  await server.close();
  await house.close();
});

async function ask(member: Member, query: string, variables: object = {}) {
  const token = member.viewer.userId;
  server.tokens.set(token, member.viewer);
  const { body } = await post(server.url, { query, variables }, token);
  expect(body.errors).toBeUndefined();
  return body.data as Record<string, unknown>;
}

const proposing = (mutation: string, input: string) =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { proposal { id kind effects method choices } userErrors { code field } } }`;

test('members read and change their charter, keep a reserve and say yes to a scope, by GraphQL alone', async () => {
  const { pool, builder } = await house.aPool({ terms: { minPersons: 1, minRecords: 5 } });
  const ada = await house.members.join();
  await house.pledge(ada, pool, await house.comments(ada, texts('ada', 12)));
  await house.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
  await house.vote(ada, pool.id, 'FOR');
  for (let day = 0; day < 2; day += 1) {
    await house.database.clock.advance(DAY_MS);
    await house.settle();
  }
  await house.evaluateAll();
  const poolId = toNodeId('Pool', pool.id);
  const read = await ask(
    ada,
    'query ($id: ID!) { pool(id: $id) { charter { digest } myContributions { id state } } }',
    { id: poolId },
  );
  const { charter, myContributions } = read['pool'] as {
    charter: { digest: string };
    myContributions: { id: string }[];
  };

  const terms = {
    ...someTerms({ minPersons: 1, minRecords: 5 }),
    pricePerQueryMicros: '9000',
    valuationMethod: 'LEAVE_OUT',
  };
  const base = { poolId, charterDigest: charter.digest, title: 'Cheaper' };
  const amend = await ask(ada, proposing('proposeTerms', 'ProposeTermsInput'), { input: { ...base, terms } });
  expect(amend['proposeTerms']).toMatchObject({
    proposal: { kind: 'amend-terms', effects: ['Price per query: 0.01 EUR -> 0.009 EUR', expect.any(String)] },
    userErrors: [],
  });
  const barring = async (buyerLimitMicros: string | null) => {
    const power = { basis: 'PERSON', minAgeMs: 0, capPpm: 1_000_000, buyerLimitMicros };
    const input = { ...base, terms: { ...terms, pricePerQueryMicros: '10000', power } };
    return (await ask(builder, proposing('proposeTerms', 'ProposeTermsInput'), { input }))['proposeTerms'];
  };
  const bar = 'Most that who votes has paid for calls in the 90 days before, in micros: none -> 5000000';
  expect(await barring('5000000')).toMatchObject({ proposal: { effects: [bar, expect.any(String)] }, userErrors: [] });
  expect(await barring(null)).toMatchObject({ proposal: null, userErrors: [{ code: 'INVALID_INPUT' }] });
  expect(await barring('-1')).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['terms', 'power', 'buyerLimitMicros'] }],
  });
  const scope = { ...aScope({ retentionDays: 400 }), linkage: 'NONE', releaseMode: 'HOSTED' };
  const widen = await ask(ada, proposing('proposeScope', 'ProposeScopeInput'), { input: { ...base, scope } });
  const { proposal } = widen['proposeScope'] as { proposal: { id: string; effects: string[] } };
  expect(proposal.effects[0]).toBe('Days until a consent ends: 365 -> 400');
  const faulty = { ...base, charterDigest: 'other', terms };
  const stale = await ask(ada, proposing('proposeTerms', 'ProposeTermsInput'), { input: faulty });
  expect(stale['proposeTerms']).toMatchObject({
    proposal: null,
    userErrors: [{ code: 'CHARTER_CHANGED', field: ['charterDigest'] }],
  });

  const reserve = { minPricePerQueryMicros: 5_000n, forbiddenUses: ['open'], maxRetentionDays: null };
  const object = signedReserve(reserve);
  const statementJws = await ada.sign({ action: 'pools.reserve', subject: pool.id, object });
  const input = { poolId, ...reserve, minPricePerQueryMicros: '5000', statementJws };
  const set = await ask(
    ada,
    'mutation ($input: SetReserveInput!) { setReserve(input: $input) { reserve { forbiddenUses } userErrors { code } } }',
    { input },
  );
  expect(set['setReserve']).toEqual({ reserve: { forbiddenUses: ['open'] }, userErrors: [] });
  const kept = await ask(ada, 'query ($id: ID!) { pool(id: $id) { myReserve { minPricePerQueryMicros } } }', {
    id: poolId,
  });
  expect(kept['pool']).toEqual({ myReserve: { minPricePerQueryMicros: '5000' } });

  const [{ id: contributionId }] = myContributions as [{ id: string }];
  const ids = { contributionId, proposalId: proposal.id };
  const offered = await ask(
    ada,
    'query ($contributionId: ID!, $proposalId: ID) { scopeOffer(contributionId: $contributionId, proposalId: $proposalId) { charterDigest toSign { action subject digest } } }',
    ids,
  );
  const offer = offered['scopeOffer'] as {
    charterDigest: string;
    toSign: { action: string; subject: string; digest: string };
  };
  // The dataset was pledged with a statement of version 1, and a version only rises.
  const yes = 'mutation ($input: OptInInput!) { optIn(input: $input) { contribution { state } userErrors { code } } }';
  const early = { ...ids, charterDigest: offer.charterDigest, statementJws: await ada.signDigest(offer.toSign) };
  expect((await ask(ada, yes, { input: early }))['optIn']).toMatchObject({
    userErrors: [{ code: 'STATEMENT_REPLAYED' }],
  });
  const seen = { ...early, charterDigest: 'other' };
  expect((await ask(ada, yes, { input: seen }))['optIn']).toMatchObject({ userErrors: [{ code: 'CHARTER_CHANGED' }] });
  const second = { ...early, statementJws: await ada.signDigest(offer.toSign, 2) };
  expect((await ask(ada, yes, { input: second }))['optIn']).toEqual({
    contribution: { state: 'ACCEPTED' },
    userErrors: [],
  });
});

test('a member asks the others for advice, with choices of any kind', async () => {
  const { pool } = await house.aPool();
  const builder = await house.members.join();
  const input = {
    poolId: toNodeId('Pool', pool.id),
    title: 'Where to?',
    text: 'Where do we meet?',
    method: 'RANKED',
    choices: ['sea', 'hills'],
  };
  const asked = await ask(builder, proposing('proposeAdvice', 'ProposeAdviceInput'), { input });
  expect(asked['proposeAdvice']).toMatchObject({ userErrors: [{ code: 'POOL_NOT_LIVE' }] });
});
