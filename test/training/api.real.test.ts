import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { post } from '../api/small/server.ts';
import { openTrainingHouse, speakers, type LivePool, type TrainingHouse } from './training-house.ts';

let house: TrainingHouse;
let server: ApiServer;
let url: string;

beforeAll(async () => {
  house = await openTrainingHouse();
  const { config, feed, logger } = house.house.ground;
  server = await createApiServer({
    instance: config.instance,
    resolvers: house.wired.flatMap((part) => part.resolvers),
    nodes: house.wired.flatMap((part) => part.nodes),
    authenticate: (token) => Promise.resolve({ userId: token, isOperator: false, sessionId: null }),
    eventFeed: feed,
    logger,
    ready: () => Promise.resolve(true),
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
}, 30_000);

afterAll(async () => {
  await server.close(1_000);
  await house.close();
});

const ask = async <T>(live: { viewer: { userId: string } }, query: string, variables: object = {}): Promise<T> => {
  const { body } = await post(url, { query, variables }, live.viewer.userId);
  expect(body.errors).toBeUndefined();
  return body.data as T;
};

async function adopted(proposalNodeId: string, live: LivePool): Promise<Proposal> {
  const id = Buffer.from(proposalNodeId, 'base64url').toString().split(':').at(-1) as string;
  return house.adopt((await house.proposals.byId(id)) as Proposal, live.members);
}

const PROPOSE_RUN = `mutation ($input: ProposeTrainingRunInput!) {
  proposeTrainingRun(input: $input) { proposal { id kind effects } userErrors { code field message } } }`;
const PROPOSE_PUBLISH = `mutation ($input: ProposePublishInput!) {
  proposePublish(input: $input) { proposal { id kind } userErrors { code field } } }`;
const CAP_TABLE = `query ($runId: ID!) { capTable(runId: $runId) {
  id members totalWeight digest method myRow { weight weightBefore measured } } }`;

interface Proposed {
  readonly proposal: { readonly id: string; readonly kind: string; readonly effects: string[] };
  readonly userErrors: readonly { readonly code: string; readonly field: string[] }[];
}

test('the walk from algorithms to a live model version, seen by builder, member and stranger', async () => {
  const live = await house.aLivePool(speakers(3, 60, 2));
  const { builder, pool } = live;
  const [member] = live.members as [LivePool['members'][0]];
  const stranger = await house.members.join();
  const poolId = toNodeId('Pool', pool.id);

  const { algorithms } = await ask<{ algorithms: { name: string; digest: string; purpose: string }[] }>(
    stranger,
    '{ algorithms { name digest purpose files { path sha256 } } }',
  );
  const { name: algorithm, digest: algorithmDigest } = algorithms.find(({ purpose }) => purpose === 'TRAINING') as {
    name: string;
    digest: string;
  };
  const input = { poolId, algorithm, algorithmDigest };
  const refused = await ask<{ proposeTrainingRun: Proposed }>(stranger, PROPOSE_RUN, { input });
  expect(refused.proposeTrainingRun).toMatchObject({ proposal: null, userErrors: [{ code: 'FORBIDDEN' }] });
  const { proposeTrainingRun } = await ask<{ proposeTrainingRun: Proposed }>(builder, PROPOSE_RUN, { input });
  expect(proposeTrainingRun.proposal.effects[1]).toContain('body of reddit.comments');
  await adopted(proposeTrainingRun.proposal.id, live);

  const { trainingRuns } = await ask<{ trainingRuns: { edges: { node: { id: string; state: string } }[] } }>(
    stranger,
    'query ($poolId: ID!) { trainingRuns(poolId: $poolId, first: 5) { edges { node { id state proposalId } } } }',
    { poolId },
  );
  const [{ node: run }] = trainingRuns.edges as [{ node: { id: string; state: string } }];
  expect(run).toMatchObject({ state: 'APPROVED', proposalId: proposeTrainingRun.proposal.id });

  expect(await followedToTheEnd(member.viewer.userId, run.id)).toMatchObject({
    state: 'SUCCEEDED',
    recordsTotal: 180,
    recordsFed: 180,
    metrics: { vocabulary: expect.any(Number) },
  });
  const early = await ask<{ proposePublish: Proposed }>(builder, PROPOSE_PUBLISH, { input: { runId: run.id } });
  expect(early.proposePublish).toMatchObject({ userErrors: [{ code: 'CAP_TABLE_NOT_FROZEN', field: ['runId'] }] });
  await house.valuer().execute();
  const { valuation } = await ask<object & { valuation: object }>(
    stranger,
    'query ($runId: ID!) { valuation(runId: $runId) { state code runId } }',
    { runId: run.id },
  );
  expect(valuation).toEqual({ state: 'FROZEN', code: null, runId: run.id });

  const owned = await ask<{ capTable: { id: string } }>(member, CAP_TABLE, { runId: run.id });
  expect(owned.capTable).toMatchObject({
    members: 3,
    totalWeight: '1000000000000',
    myRow: { weight: expect.any(String) },
  });
  const built = await ask<{ capTable: object }>(builder, CAP_TABLE, { runId: run.id });
  expect(built.capTable).toMatchObject({ members: 3, myRow: null });
  expect(await ask(stranger, CAP_TABLE, { runId: run.id })).toEqual({ capTable: null });
  const byNode = await ask(stranger, 'query ($id: ID!) { node(id: $id) { id } }', { id: owned.capTable.id });
  expect(byNode).toEqual({ node: null });

  const { proposePublish } = await ask<{ proposePublish: Proposed }>(builder, PROPOSE_PUBLISH, {
    input: { runId: run.id },
  });
  await adopted(proposePublish.proposal.id, live);
  const { modelVersions } = await ask<{ modelVersions: { edges: { node: object }[] } }>(
    stranger,
    `query ($poolId: ID) { modelVersions(poolId: $poolId, last: 1) { edges { node {
      id number state pricePerQueryMicros ownersPpm runId poolId releaseMode } } } }`,
    { poolId },
  );
  expect(modelVersions.edges.map(({ node }) => node)).toEqual([
    expect.objectContaining({
      number: 1,
      state: 'LIVE',
      releaseMode: 'HOSTED',
      pricePerQueryMicros: '10000',
      runId: run.id,
      poolId,
    }),
  ]);
});

/** Trains while a subscriber listens, and gives back the last that they heard. */
async function followedToTheEnd(token: string, runId: string): Promise<unknown> {
  const query = `subscription ($runId: ID!) { trainingRunChanged(runId: $runId) {
    state recordsFed recordsTotal metrics { vocabulary heldOutPerplexity } failure { code } } }`;
  const { events } = await openStream(url, query, { token, variables: { runId } });
  const { dataSource, nats, subjects } = house.house.ground;
  const relay = new OutboxRelay(dataSource, nats, subjects);
  const states: string[] = [];
  let training: Promise<unknown> = Promise.resolve();
  let last: unknown;
  for await (const event of events) {
    if (event.event !== 'next') continue;
    const { trainingRunChanged } = (event.data as { data: { trainingRunChanged: { state: string } } }).data;
    states.push(trainingRunChanged.state);
    if (states.length === 1)
      training = house
        .trainer()
        .execute()
        .then(() => relay.execute());
    if (trainingRunChanged.state !== 'SUCCEEDED') continue;
    await training;
    last = trainingRunChanged;
    break;
  }
  expect(states[0]).toBe('APPROVED');
  return last;
}
