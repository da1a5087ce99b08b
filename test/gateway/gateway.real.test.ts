import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { aModel, openGatewayHouse, type GatewayHouse } from './gateway-house.ts';

const MAIN = fileURLToPath(new URL('../../examples/gateway/main.ts', import.meta.url));

let house: GatewayHouse;
let folder: string;
const running: RunningProgram[] = [];
beforeAll(async () => {
  house = await openGatewayHouse();
  folder = await mkdtemp(join(tmpdir(), 'commonpool-gateway-'));
});
afterAll(async () => {
  for (const program of running) program.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await house.close();
  await rm(folder, { recursive: true });
});

type Registered = Awaited<ReturnType<GatewayHouse['register']>>;

function environment(gateway: Registered, models: string, data: string) {
  return {
    COMMONPOOL_URL: house.url,
    GATEWAY_TOKEN: gateway.token,
    GATEWAY_WEBHOOK_SECRET: gateway.webhookSecret,
    GATEWAY_SOURCE: gateway.source,
    GATEWAY_MODELS: models,
    GATEWAY_DATA: join(folder, data),
    PORT: '0',
  };
}

async function start(env: NodeJS.ProcessEnv): Promise<RunningProgram & { url: string }> {
  const program = runProgram(MAIN, [], env);
  running.push(program);
  const line = await program.nextLine();
  const url = /^Gateway is ready at (\S+)$/.exec(line)?.[1] ?? '';
  return { ...program, url };
}

async function complete(url: string, modelId: string, apiKey: string, body: object = { prompt: 'The pool is' }) {
  const response = await fetch(`${url}/v1/models/${modelId}/complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

interface Answer {
  readonly text?: string;
  readonly callId?: string;
  readonly error?: { readonly code: string };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('It did not come to hold within 5 s.');
}

test('a gateway answers customers, and after kill -9 and a new start every answer is metered once, without gaps', async () => {
  const gateway = await house.register();
  const customer = await house.aCustomer();
  const { id } = await house.publish(aModel());
  const env = environment(gateway, id, 'killed');
  const answered: string[] = [];
  const call = async (url: string) => {
    const { status, body } = await complete(url, id, customer.secret);
    if (status === 200) answered.push(String(body.callId));
    return body;
  };

  const first = await start(env);
  expect((await call(first.url)).text).toMatch(/^(the|pool|is|ours|[ .])*$/);
  const burst = Promise.allSettled(Array.from({ length: 60 }, () => call(first.url)));
  await until(async () => answered.length > 20);
  first.kill('SIGKILL');
  await Promise.all([first.ended, burst]);

  const second = await start(env);
  await call(second.url);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  const metered = await house.metered(gateway.gateway.id);
  const ids = metered.map((event) => event.id);
  expect(answered.filter((callId) => !ids.includes(callId))).toEqual([]);
  expect(metered.map(({ sequence }) => sequence)).toEqual(metered.map((_, at) => at + 1));
  expect(await readFile(join(env.GATEWAY_DATA, 'refused.ndjson'), 'utf8')).toBe('');
});

test('a bad wish, a revoked key and a suspended version are turned away within seconds, and not metered', async () => {
  const gateway = await house.register();
  const [kept, ended] = [await house.aCustomer(), await house.aCustomer()];
  const [{ id }, { id: other, version }] = [await house.publish(aModel()), await house.publish(aModel())];
  const { url } = await start(environment(gateway, `${id}, ${other}`, 'turned-away'));
  const codeOf = async (modelId: string, key: string, wish?: object) => {
    const { status, body } = await complete(url, modelId, key, wish);
    return body.error?.code ?? status;
  };
  expect(await codeOf(id, 'cpk_wrong')).toBe('KEY_INVALID');
  expect(await codeOf('unknown', kept.secret)).toBe('MODEL_NOT_FOUND');
  for (const wish of [
    {},
    { prompt: 'x'.repeat(5_000) },
    { prompt: 'x', maxWords: 0 },
    { prompt: 'x', maxWords: 1.5 },
  ]) {
    expect(await codeOf(id, kept.secret, wish)).toBe('INVALID_INPUT');
  }
  expect([await codeOf(other, kept.secret), await codeOf(id, ended.secret)]).toEqual([200, 200]);
  const healthz = async () => (await (await fetch(`${url}/healthz`)).json()) as { unsettledEvents: number };
  await until(async () => (await healthz()).unsettledEvents === 0);
  expect((await house.metered(gateway.gateway.id)).length).toBe(2);

  await house.suspend(version.id);
  await ended.revoke();
  await until(async () => (await codeOf(other, kept.secret)) === 'MODEL_NOT_LIVE');
  await until(async () => (await codeOf(id, ended.secret)) === 'KEY_INVALID');
});

test('a gateway that may not serve its model any more still reports what it answered', async () => {
  const gateway = await house.register();
  const customer = await house.aCustomer();
  const { id, version } = await house.publish(aModel());
  const env = environment(gateway, id, 'owing');
  const first = await start(env);
  const answers = await Promise.all(Array.from({ length: 5 }, () => complete(first.url, id, customer.secret)));
  first.kill('SIGKILL');
  await first.ended;
  await house.suspend(version.id);
  await expect(start(env)).rejects.toThrow(/MODEL_NOT_LIVE/);
  const reported = await house.metered(gateway.gateway.id);
  const answered = answers.map(({ body }) => String(body.callId));
  expect(reported.map((event) => event.id).toSorted()).toEqual(answered.toSorted());
});

test('an artefact of another digest than the published one is not served', async () => {
  const { id } = await house.publish(aModel(), { artefactDigest: 'ab'.repeat(32) });
  const started = start(environment(await house.register(), id, 'other-digest'));
  await expect(started).rejects.toThrow(/has SHA-256 [0-9a-f]{64}, not (ab){32}\. It is not used\./);
});

test('a gateway that lacks its settings lists them all, and starts nothing', async () => {
  const started = start({
    GATEWAY_TOKEN: 'x',
    GATEWAY_WEBHOOK_SECRET: 'whsec_short',
    GATEWAY_TICKETS: 'never',
    PORT: '70000',
  });
  await expect(started).rejects.toThrow(
    /7 settings are wrong\. Nothing was started\.\n {2}COMMONPOOL_URL .*\n {2}GATEWAY_MODELS .*\n {2}GATEWAY_TOKEN .*\n {2}GATEWAY_WEBHOOK_SECRET .*\n {2}GATEWAY_SOURCE .*\n {2}GATEWAY_TICKETS .*\n {2}PORT /,
  );
});
