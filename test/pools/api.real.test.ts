import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Member } from '../governance/members.ts';
import { post, startSmallServer, type SmallServer } from '../api/small/server.ts';
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

type Data = Record<string, unknown>;

/** Asks as this member and fails on any top-level error. */
async function ask(member: Member, query: string, variables: object = {}): Promise<Data> {
  const token = member.viewer.userId;
  server.tokens.set(token, member.viewer);
  const { body } = await post(server.url, { query, variables }, token);
  expect(body.errors).toBeUndefined();
  return body.data as Data;
}

const PROPOSE = `mutation ($input: ProposePoolInput!) { proposePool(input: $input) {
  clientMutationId
  pool { id name state builder { handle } pledged { persons records } charter { digest scopeDigest
    scope { purpose streams { name fields } releaseMode } terms { pricePerQueryMicros ownersPpm valuationMethod governance { votingPeriodMs } } } }
  userErrors { code message field } } }`;

function pitch(terms: object = {}) {
  const written = { ...someTerms(), pricePerQueryMicros: '10000', valuationMethod: 'LEAVE_OUT', ...terms };
  const scope = { ...aScope(), linkage: 'NONE', releaseMode: 'HOSTED' };
  return { input: { name: 'A pool', scope, terms: written, clientMutationId: 'mine' } };
}

test('a faulty charter comes back as a coded error that names the field, and nothing is written', async () => {
  const builder = await house.members.join();
  const { proposePool } = await ask(builder, PROPOSE, pitch({ ownersPpm: 1 }));
  expect(proposePool).toMatchObject({
    clientMutationId: 'mine',
    pool: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['terms', 'ownersPpm'] }],
  });
  const { pools } = await ask(builder, '{ pools(first: 10, states: [PLEDGING]) { edges { node { id } } } }');
  expect(pools).toEqual({ edges: [] });
});

test('a member says no to a charter, signed and on record, and may still pledge; after that only a withdrawal ends it', async () => {
  const { pool } = await house.aPool();
  const [alice, eve] = [await house.members.join(), await house.members.join()];
  const dataset = await house.comments(alice, texts('refused', 3));
  const ids = { id: toNodeId('Pool', pool.id), datasetId: toNodeId('Dataset', dataset.id) };
  const read = await ask(
    alice,
    `query ($id: ID!, $datasetId: ID!) { pool(id: $id) { charter { digest refusalToSign(datasetId: $datasetId) { action subject digest } } } }`,
    ids,
  );
  const { digest, refusalToSign } = (read['pool'] as { charter: { digest: string; refusalToSign: ToSign } }).charter;
  const input = { poolId: ids.id, datasetId: ids.datasetId, charterDigest: digest };
  const refuse = (member: Member, changed: object = {}) =>
    ask(
      member,
      `mutation ($input: RefuseConsentInput!) { refuseConsent(input: $input) {
         consent { id state signed charterDigest poolId datasetId } userErrors { code field } } }`,
      { input: { ...input, ...changed } },
    );
  const code = (value: string) => ({ refuseConsent: { consent: null, userErrors: [{ code: value }] } });
  expect(await refuse(alice)).toMatchObject(code('STATEMENT_MISSING'));
  expect(await refuse(eve)).toMatchObject(code('NOT_FOUND'));
  expect(await refuse(alice, { charterDigest: 'f'.repeat(64) })).toMatchObject(code('CHARTER_CHANGED'));

  const statementJws = await alice.signDigest(refusalToSign);
  const { refuseConsent } = await refuse(alice, { statementJws });
  expect(refuseConsent).toMatchObject({
    consent: { state: 'REFUSED', signed: true, charterDigest: digest, poolId: ids.id, datasetId: ids.datasetId },
    userErrors: [],
  });
  expect((await refuse(alice))['refuseConsent']).toEqual(refuseConsent);
  const shown = await ask(alice, '{ consents(first: 5) { edges { node { state } } } }');
  expect(shown['consents']).toEqual({ edges: [{ node: { state: 'REFUSED' } }] });

  const pledge = await house.pledge(alice, pool, dataset, 2);
  expect(await refuse(alice)).toMatchObject(code('PLEDGE_EXISTS'));
  await house.withdrawPledge(alice, pledge);
});

test('from the pitch to a live pool, with signatures over what the API says is to be signed', async () => {
  const [builder, alice, bob] = [await house.members.join(), await house.members.join(), await house.members.join()];
  const { proposePool } = await ask(builder, PROPOSE, pitch());
  const { pool } = proposePool as { pool: { id: string; charter: { digest: string } } };
  expect(proposePool).toMatchObject({
    pool: {
      state: 'PLEDGING',
      pledged: { persons: 0, records: 0 },
      charter: {
        scope: { releaseMode: 'HOSTED', streams: [{ name: 'reddit.comments', fields: ['at', 'body'] }] },
        terms: { pricePerQueryMicros: '10000', valuationMethod: 'LEAVE_OUT', governance: { votingPeriodMs: DAY_MS } },
      },
    },
    userErrors: [],
  });
  for (const member of [alice, bob]) {
    const dataset = await house.comments(member, texts(member.viewer.userId, 12));
    const datasetId = toNodeId('Dataset', dataset.id);
    const read = await ask(
      member,
      `query ($id: ID!, $datasetId: ID!) { pool(id: $id) { charter { pledgeToSign(datasetId: $datasetId) { action subject digest } } } }`,
      { id: pool.id, datasetId },
    );
    const { pledgeToSign } = (read['pool'] as { charter: { pledgeToSign: ToSign } }).charter;
    const statementJws = await member.signDigest(pledgeToSign);
    const input = { poolId: pool.id, datasetId, charterDigest: pool.charter.digest, statementJws };
    const given = await ask(
      member,
      `mutation ($input: GivePledgeInput!) { givePledge(input: $input) { pledge { id records } userErrors { code } } }`,
      { input },
    );
    expect(given['givePledge']).toMatchObject({ pledge: { records: 12 }, userErrors: [] });
  }
  const opened = await ask(
    builder,
    `mutation ($input: StartFoundingVoteInput!) { startFoundingVote(input: $input) {
       pool { state foundingProposal { id effects rollTotal choices } } userErrors { code } } }`,
    { input: { poolId: pool.id } },
  );
  expect(opened['startFoundingVote']).toMatchObject({
    pool: { state: 'FOUNDING', foundingProposal: { rollTotal: '2', choices: ['FOR', 'AGAINST'] } },
  });
  const { foundingProposal } = (opened['startFoundingVote'] as { pool: { foundingProposal: { id: string } } }).pool;
  const proposalId = foundingProposal.id;
  for (const member of [alice, bob]) {
    const read = await ask(
      member,
      `query ($id: ID!) { proposal(id: $id) { myPower ballotToSign(choice: FOR, reason: "yes") { action subject digest } } }`,
      { id: proposalId },
    );
    const { ballotToSign, myPower } = read['proposal'] as { ballotToSign: ToSign; myPower: string };
    expect(myPower).toBe('1');
    const statementJws = await member.signDigest(ballotToSign);
    const cast = await ask(member, CAST, { input: { proposalId, choice: 'FOR', reason: 'yes', statementJws } });
    expect(cast['castVote']).toMatchObject({ ballot: { choice: 'FOR', reason: 'yes', signed: true }, userErrors: [] });
  }
  const refused = await ask(builder, CAST, { input: { proposalId, choice: 'FOR' } });
  expect(refused['castVote']).toMatchObject({ ballot: null, userErrors: [{ code: 'NO_VOTING_POWER' }] });
  for (let step = 0; step < 2; step += 1) {
    await house.database.clock.advance(DAY_MS);
    await house.settle();
  }
  await house.evaluateAll();
  const live = await ask(
    alice,
    `query ($id: ID!) { pool(id: $id) { state contributionCounts { accepted units } myContributions { id state units reasons }
       foundingProposal { state tally { forPower notCastPower approved } timeline { toState } myBallot { choice } } } }`,
    { id: pool.id },
  );
  expect(live['pool']).toMatchObject({
    state: 'LIVE',
    contributionCounts: { accepted: 2, units: '24' },
    myContributions: [{ state: 'ACCEPTED', units: '12', reasons: [] }],
    foundingProposal: {
      state: 'EXECUTED',
      tally: { forPower: '2', notCastPower: '0', approved: true },
      timeline: ['PENDING', 'ACTIVE', 'SUCCEEDED', 'QUEUED', 'EXECUTED'].map((toState) => ({ toState })),
      myBallot: { choice: 'FOR' },
    },
  });
  const [{ id }] = (live['pool'] as { myContributions: [{ id: string }] }).myContributions;
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await ask(alice, node, { id })).toEqual({ node: { id } });
  expect(await ask(bob, node, { id })).toEqual({ node: null });
});

interface ToSign {
  readonly action: string;
  readonly subject: string;
  readonly digest: string;
}

const CAST = `mutation ($input: CastVoteInput!) { castVote(input: $input) {
  ballot { id choice reason signed } userErrors { code field } } }`;
