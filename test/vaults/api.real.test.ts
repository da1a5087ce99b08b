import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { post } from '../api/small/server.ts';
import { aDataset, aMember, aScope, all, give, openHouse, viewerOf, type House } from './house.ts';

let house: House;
let server: ApiServer;
let url: string;

beforeAll(async () => {
  house = await openHouse();
  server = await createApiServer({
    instance: house.ground.config.instance,
    resolvers: house.wired.resolvers,
    nodes: house.wired.nodes,
    authenticate: (token) => Promise.resolve(viewerOf(token)),
    eventFeed: house.ground.feed,
    logger: house.ground.logger,
    ready: () => Promise.resolve(true),
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
});

afterAll(async () => {
  await server.close(1_000);
  await house.close();
});

/** A member's token is their id here; who a token belongs to is `identity`'s own test. */
const ask = async (userId: string, query: string, variables: object = {}) =>
  (await post(url, { query, variables }, userId)).body;

const ERASE = `mutation ($input: EraseDatasetInput!) {
  eraseDataset(input: $input) { dataset { id state records streams { name } } userErrors { code field } } }`;

const WITHDRAW = `mutation ($input: WithdrawConsentInput!) {
  withdrawConsent(input: $input) { consent { state signed withdrawalJws } userErrors { code field } } }`;

test('a member lists, previews and erases a dataset', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 12);
  const datasetId = toNodeId('Dataset', dataset.id);
  const listed = await ask(
    userId,
    '{ datasets(first: 5) { edges { node { id source state streams { name records } } } } }',
  );
  const node = { id: datasetId, source: 'reddit', state: 'READY', streams: [{ name: 'reddit.comments', records: 12 }] };
  expect(listed.data).toEqual({ datasets: { edges: [{ node }] } });

  const preview = `query ($datasetId: ID!) { erasurePreview(datasetId: $datasetId) { records liveConsents effects } }`;
  expect((await ask(userId, preview, { datasetId })).data).toMatchObject({
    erasurePreview: { records: 12, liveConsents: 0 },
  });
  const erased = await ask(userId, ERASE, { input: { datasetId } });
  const gone = { id: datasetId, state: 'ERASED', records: 0, streams: [] };
  expect(erased.data).toEqual({ eraseDataset: { dataset: gone, userErrors: [] } });
});

test('another’s dataset and consent are absent to a stranger, on every way to them', async () => {
  const owner = await aMember(house);
  const stranger = await aMember(house);
  const dataset = await aDataset(house, owner.userId, 1);
  const consent = await give(house, owner, dataset.id, aScope());
  const [datasetId, consentId] = [toNodeId('Dataset', dataset.id), toNodeId('Consent', consent.id)];
  const nodes = await ask(stranger.userId, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: [datasetId, consentId],
  });
  expect(nodes.data).toEqual({ nodes: [null, null] });
  const notFound = (field: string) => ({ userErrors: [{ code: 'NOT_FOUND', field: [field] }] });
  const erased = await ask(stranger.userId, ERASE, { input: { datasetId } });
  expect(erased.data).toEqual({ eraseDataset: { dataset: null, ...notFound('datasetId') } });
  const withdrawn = await ask(stranger.userId, WITHDRAW, { input: { consentId } });
  expect(withdrawn.data).toEqual({ withdrawConsent: { consent: null, ...notFound('consentId') } });
  const wrongType = await ask(owner.userId, ERASE, { input: { datasetId: consentId } });
  expect(wrongType.data).toMatchObject({ eraseDataset: { userErrors: [{ code: 'INVALID_ID' }] } });
});

test('a member withdraws with a signature and finds every use in the access log', async () => {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId, 3);
  const scope = aScope();
  const consent = await give(house, member, dataset.id, scope);
  const { scopeDigest, purpose } = scope;
  const use = { consentId: consent.id, datasetId: dataset.id, scopeDigest, purpose, actor: 'training.run' };
  const permit = await house.transactions.run((tx) => house.mintPermit.forConsent(tx, use));
  expect(await all(house.openVault.records(permit, 'reddit.comments'))).toHaveLength(3);

  const listed = await ask(
    member.userId,
    '{ consents(first: 1) { edges { node { id datasetId purpose withdrawalToSign { action subject digest } } } } }',
  );
  const found = listed.data as { consents: { edges: { node: { id: string; withdrawalToSign: ToSign } }[] } };
  const { id: consentId, withdrawalToSign } = found.consents.edges[0]!.node;
  const { action, subject, digest } = withdrawalToSign;
  const input = { consentId, statementJws: member.sign(action, subject, digest) };
  const withdrawn = await ask(member.userId, WITHDRAW, { input });
  expect(withdrawn.data).toEqual({
    withdrawConsent: {
      consent: { state: 'WITHDRAWN', signed: true, withdrawalJws: input.statementJws },
      userErrors: [],
    },
  });
  await expect(house.transactions.run((tx) => house.mintPermit.forConsent(tx, use))).rejects.toThrow();
  const log = await ask(
    member.userId,
    'query ($id: ID) { accessLog(first: 9, datasetId: $id) { edges { node { actor purpose allowed refusal consentId } } } }',
    { id: toNodeId('Dataset', dataset.id) },
  );
  const row = { actor: 'training.run', purpose: 'train a text model', consentId };
  expect(log.data).toEqual({
    accessLog: {
      edges: [
        { node: { ...row, allowed: false, refusal: 'CONSENT_WITHDRAWN' } },
        { node: { ...row, allowed: true, refusal: null } },
      ],
    },
  });
});

interface ToSign {
  readonly action: string;
  readonly subject: string;
  readonly digest: string;
}

test('a subscriber sees the dataset now and after each change; a stranger sees nothing of it', async () => {
  const member = await aMember(house);
  const stranger = await aMember(house);
  const { id } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId: member.userId }));
  const { dataSource, nats, subjects } = house.ground;
  const relay = new OutboxRelay(dataSource, nats, subjects);
  await relay.execute();
  const query = 'subscription ($id: ID!) { datasetChanged(datasetId: $id) { state } }';
  const stop = new AbortController();
  const follow = (token: string) =>
    openStream(url, query, { token, variables: { id: toNodeId('Dataset', id) }, signal: stop.signal });
  const [own, strange] = [await follow(member.userId), await follow(stranger.userId)];
  const seen: unknown[] = [];
  const leaked: unknown[] = [];
  const reading = (async () => {
    for await (const event of own.events) {
      if (event.event !== 'next') continue;
      seen.push(event.data?.data);
      if (seen.length === 1)
        await house.transactions.run((tx) => house.startDatasetImport.execute(tx, { datasetId: id }));
      if (seen.length === 2) await house.eraseDataset.execute({ viewer: member.viewer, datasetId: id });
      await relay.execute();
      if (seen.length === 3) return;
    }
  })();
  const listening = (async () => {
    for await (const event of strange.events) if (event.event === 'next') leaked.push(event.data);
  })().catch(() => {});
  await reading;
  stop.abort();
  await listening;
  const state = (name: string) => ({ datasetChanged: { state: name } });
  expect(seen).toEqual([state('RECEIVING'), state('IMPORTING'), state('ERASED')]);
  expect(leaked).toEqual([]);
});
