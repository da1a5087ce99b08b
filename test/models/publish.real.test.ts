import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CapRow, CapTable } from '../../domain/attribution/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import { Completion, parseModel } from '../../domain/training/ngram/index.ts';
import { all } from '../vaults/house.ts';
import { seeded } from '../training/texts.ts';
import { openTrainingHouse, speakers, type LivePool, type TrainingHouse } from '../training/training-house.ts';

let house: TrainingHouse;
beforeAll(async () => {
  house = await openTrainingHouse();
}, 30_000);
afterAll(() => house.close());

const refused = (code: string) => expect.objectContaining({ code });

async function aValuedRun(live: LivePool) {
  const run = await house.anApprovedRun(live);
  await house.trainer().execute();
  await house.valuer().execute();
  return house.runById(run.id);
}

test('a model goes live by vote, with the terms of the day, and its owners are told in the same transaction', async () => {
  const live = await house.aLivePool(speakers(3, 60, 2));
  const run = await aValuedRun(live);
  const published: { version: ModelVersion; rows: readonly CapRow[] }[] = [];
  house.publishedHandlers.push({
    modelPublished: async (_tx, version, rows) => {
      published.push({ version, rows });
    },
  });
  const proposal = await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
  const table = (await house.capTables.byRun(run.id)) as CapTable;
  expect(proposal.params).toEqual({ runId: run.id, artefactDigest: run.artefactDigest, capTableDigest: table.digest });
  expect(await house.adopt(proposal, live.members)).toMatchObject({ state: 'EXECUTED' });
  const [{ version, rows }] = published as [(typeof published)[0]];
  house.publishedHandlers.pop();
  expect(await house.modelVersions.byId(version.id)).toEqual(version);
  expect(version).toMatchObject({
    number: 1,
    state: 'live',
    artefactDigest: run.artefactDigest,
    capTableDigest: table.digest,
    currency: 'EUR',
    pricePerQueryMicros: 10_000n,
    releaseMode: 'hosted',
  });
  expect(rows).toEqual(await house.rowsOf(table.id));
  const again = house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
  await expect(again).rejects.toEqual(refused('ALREADY_PUBLISHED'));
});

test('a gateway opens a live model and serves it', async () => {
  const live = await house.aLivePool(speakers(2, 60, 3));
  const run = await aValuedRun(live);
  const proposal = await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
  await house.adopt(proposal, live.members);
  const { items } = await house.modelVersions.ofPool(live.pool.id, { limit: 5, direction: 'forward' });
  const [version] = items as [ModelVersion];
  const { bytes } = await house.openModelArtefact.execute(version.id);
  const model = parseModel(Buffer.concat(await all(bytes)).toString());
  expect(new Completion(model).complete('', 12, seeded(1)).split(' ').length).toBeGreaterThan(1);
  await house.database.dataSource.query(`UPDATE model_versions SET state = 'suspended' WHERE id = $1`, [version.id]);
  await expect(house.openModelArtefact.execute(version.id)).rejects.toEqual(refused('MODEL_NOT_LIVE'));
  const { transactions } = house.database;
  expect(await transactions.run((tx) => house.modelVersions.lockPayable(tx, [version.id]))).toEqual([]);
});

test('nothing is published before its cap table is frozen, by a stranger, or under another digest', async () => {
  const live = await house.aLivePool(speakers(2, 30, 4));
  const run = await house.anApprovedRun(live);
  const propose = (viewer = live.builder.viewer) => house.proposePublish.execute({ viewer, runId: run.id });
  await expect(propose()).rejects.toEqual(refused('CAP_TABLE_NOT_FROZEN'));
  await house.trainer().execute();
  await expect(propose()).rejects.toEqual(refused('CAP_TABLE_NOT_FROZEN'));
  await house.valuer().execute();
  const [member] = live.members as [(typeof live.members)[0]];
  await expect(propose(member.viewer)).rejects.toEqual(refused('FORBIDDEN'));
  expect(await propose()).toMatchObject({ kind: 'publish-model' });
});

test('of two votes to publish one run, the second executes to a refusal', async () => {
  const live = await house.aLivePool(speakers(2, 30, 5));
  const run = await aValuedRun(live);
  const proposals = [];
  for (let i = 0; i < 2; i += 1) {
    proposals.push(await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id }));
  }
  const [first, second] = proposals as [(typeof proposals)[0], (typeof proposals)[0]];
  await house.vouch(second, live.members);
  expect(await house.adopt(first, live.members)).toMatchObject({ state: 'EXECUTED' });
  expect(await house.proposals.byId(second.id)).toMatchObject({
    state: 'EXECUTION_FAILED',
    failureCode: 'ALREADY_PUBLISHED',
  });
});

test('a handler that fails undoes the publication', async () => {
  const live = await house.aLivePool(speakers(2, 30, 6));
  const run = await aValuedRun(live);
  house.publishedHandlers.push({ modelPublished: () => Promise.reject(new Error('revenue is away')) });
  const proposal = await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
  await expect(house.adopt(proposal, live.members)).rejects.toThrow('revenue is away');
  house.publishedHandlers.pop();
  const { items } = await house.modelVersions.ofPool(live.pool.id, { limit: 5, direction: 'forward' });
  expect(items).toEqual([]);
});

test('a published version keeps its owners and its terms, even in the database', async () => {
  const change = (sql: string) => house.database.dataSource.query(sql);
  await expect(change('UPDATE model_versions SET price_per_query_micros = 1')).rejects.toThrow('keeps its artefact');
  await expect(change('DELETE FROM model_versions')).rejects.toThrow('never changed or deleted');
});

test('members suspend a model of theirs and resume it, each once', async () => {
  const live = await house.aLivePool(speakers(2, 60, 4));
  const run = await aValuedRun(live);
  const publish = await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
  await house.adopt(publish, live.members);
  const { items } = await house.modelVersions.ofPool(live.pool.id, { limit: 1, direction: 'forward' });
  const [{ id }] = items as [ModelVersion];
  const ask = (kind: 'suspend-model' | 'resume-model') =>
    house.proposeAsMember.execute({
      viewer: (live.members[0] as (typeof live.members)[0]).viewer,
      poolId: live.pool.id,
      kind,
      params: { modelVersionId: id },
      title: 'Stop it for now',
    });
  await expect(ask('resume-model')).rejects.toEqual(refused('MODEL_STATE_OTHER'));
  const [first, second] = [await ask('suspend-model'), await ask('suspend-model')];
  await house.vouch(first, live.members);
  const late = { state: 'EXECUTION_FAILED', failureCode: 'MODEL_STATE_OTHER' };
  expect(await house.adopt(second, live.members)).toMatchObject(late);
  expect(await house.proposals.byId(first.id)).toMatchObject({ state: 'EXECUTED' });
  expect((await house.modelVersions.byId(id))?.state).toBe('suspended');
  expect(await house.adopt(await ask('resume-model'), live.members)).toMatchObject({ state: 'EXECUTED' });
  expect((await house.modelVersions.byId(id))?.state).toBe('live');
});
