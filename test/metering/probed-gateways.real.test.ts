import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { RegisteredGateway } from '../../domain/metering/index.ts';
import { commonpool } from '../cli/run-command.ts';
import { aModel } from '../gateway/gateway-house.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { openDesk, type Desk } from './desk.ts';
import { Skimmer, type Skim } from './skimmer.ts';

const MAIN = fileURLToPath(new URL('../../examples/gateway/main.ts', import.meta.url));
const CALLS = 5;

let desk: Desk;
let folder: string;
let modelId: string;
/** A customer like any other, whom the operator plays. */
let plain: { keyId: string; secret: string };
const running: RunningProgram[] = [];
const skimmers: Skimmer[] = [];

beforeAll(async () => {
  desk = await openDesk();
  const { market } = desk;
  folder = market.ground.config.dataFolder;
  const token = await market.members.identity.ensureSetupToken.execute();
  await writeFile(join(folder, 'token'), String(token));
  const init = await commonpool(folder, 'init', '--url', desk.url, '--token-file', join(folder, 'token'));
  expect(init).toMatchObject({ code: 0, err: '' });
  modelId = toNodeId('ModelVersion', (await market.publish({ artefact: aModel() })).id);
  plain = await aCustomer();
});
afterAll(async () => {
  for (const program of running) program.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  for (const skimmer of skimmers) await skimmer.close();
  await desk.close();
});

async function aCustomer() {
  const { viewer } = await desk.market.customer(1_000_000n);
  const { apiKey, secret } = await desk.market.money.createApiKey.execute({ viewer, label: 'app' });
  return { keyId: toNodeId('ApiKey', apiKey.id), secret };
}

interface Running {
  readonly registered: RegisteredGateway;
  readonly completions: string;
}

/** The example gateway as a process of its own; `skim` makes it dishonest on the way to the instance. */
async function startGateway(name: string, skim?: Skim): Promise<Running> {
  const { registerGateway } = desk.market.money;
  const registered = await registerGateway.execute({ viewer: desk.market.operator, name });
  const skimmer = skim === undefined ? null : await Skimmer.open(desk.url, registered.webhookSecret, skim);
  if (skimmer) skimmers.push(skimmer);
  const program = runProgram(MAIN, [], {
    COMMONPOOL_URL: skimmer?.url ?? desk.url,
    GATEWAY_TOKEN: registered.token,
    GATEWAY_WEBHOOK_SECRET: registered.webhookSecret,
    GATEWAY_SOURCE: sourceOf(registered.gateway.id),
    GATEWAY_MODELS: modelId,
    GATEWAY_DATA: join(folder, name),
    PORT: '0',
  });
  running.push(program);
  const url = (await program.nextLine()).replace('Gateway is ready at ', '');
  return { registered, completions: `${url}/v1/models/${modelId}/complete` };
}

async function callAsCustomers({ completions }: Running): Promise<void> {
  const { secret } = await aCustomer();
  for (let i = 0; i < CALLS; i += 1) {
    const response = await fetch(completions, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ prompt: 'The pool' }),
    });
    expect(response.status).toBe(200);
  }
}

async function probe({ registered, completions }: Running, apiKey = plain.secret) {
  process.env['COMMONPOOL_API_KEY'] = apiKey;
  const gateway = toNodeId('Gateway', registered.gateway.id);
  const ids = ['--gateway', gateway, '--model', modelId, '--key-id', plain.keyId];
  const ran = await commonpool(folder, 'probe', completions, 'is ours', ...ids, '--json');
  delete process.env['COMMONPOOL_API_KEY'];
  return ran;
}

async function metered(gatewayId: string): Promise<number> {
  const [row] = await desk.market.db.dataSource.query<{ n: string }[]>(
    'SELECT count(*) AS n FROM usage_inbox WHERE gateway_id = $1',
    [gatewayId],
  );
  return Number(row?.n);
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('It did not come to hold within 30 s.');
}

test('a gateway that keeps calls to itself is found by a probe, and an honest one is not accused', async () => {
  const honest = await startGateway('honest');
  const skimming = await startGateway('skimming', ({ data }) => data.keyId === plain.keyId);
  const silent = await startGateway('silent', null);
  const all = [honest, skimming, silent];
  for (const gateway of all) await callAsCustomers(gateway);
  for (const gateway of all) {
    const ran = await probe(gateway);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({ state: 'SEALED', callId: expect.any(String) });
  }
  const [honestId, skimmingId, silentId] = all.map(({ registered }) => registered.gateway.id) as [
    string,
    string,
    string,
  ];
  await until(async () => (await metered(honestId)) === CALLS + 1 && (await metered(skimmingId)) === CALLS);
  await until(() => skimmers.every(({ skimmed }) => skimmed > 0));
  expect(await metered(silentId)).toBe(0);

  const { market } = desk;
  await market.money.postUsage.execute(market.queued);
  expect(await market.money.checkProbes.execute()).toBe(false);
  await market.db.clock.advance(61 * 60_000);
  expect(await market.money.checkProbes.execute()).toBe(true);
  const { items } = await market.money.probes.list({}, { limit: 10, direction: 'forward' });
  const states = new Map(items.map(({ gatewayId, state }) => [gatewayId, state]));
  expect([honestId, skimmingId, silentId].map((id) => states.get(id))).toEqual([
    'reported',
    'unreported',
    'unreported',
  ]);
  // What it left out shows in no number: only the probe found it.
  expect(await market.money.gateways.sequenceGaps(skimmingId, 10)).toEqual([]);
}, 120_000);

test('a call that the gateway refuses, or does not answer, is no probe', async () => {
  const honest = await startGateway('refusing');
  const before = (await desk.market.money.probes.list({}, { limit: 100, direction: 'forward' })).items.length;
  const refused = await probe(honest, 'cpk_wrong');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('KEY_INVALID')]);
  const away = await probe({ ...honest, completions: 'http://127.0.0.1:9/complete' });
  expect([away.code, away.err]).toEqual([1, expect.stringContaining('Nothing was recorded.')]);
  const keyless = await probe(honest, '');
  expect([keyless.code, keyless.err]).toEqual([2, expect.stringContaining('COMMONPOOL_API_KEY')]);
  const { items } = await desk.market.money.probes.list({}, { limit: 100, direction: 'forward' });
  expect(items).toHaveLength(before);
}, 120_000);
