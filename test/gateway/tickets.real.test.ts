import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { completions, questionIn } from '../../examples/gateway/completions.ts';
import { Fresh } from '../../examples/gateway/fresh.ts';
import type { HostedModel } from '../../examples/gateway/hosted-model.ts';
import { Instance } from '../../examples/gateway/instance.ts';
import { Spool } from '../../examples/gateway/spool/spool.ts';
import { TicketOffice } from '../../examples/gateway/ticket-office.ts';
import { runProgram } from '../support/program.ts';
import { aModel, openGatewayHouse, type GatewayHouse } from './gateway-house.ts';

const MAIN = fileURLToPath(new URL('../../examples/gateway/main.ts', import.meta.url));
const QUIET = { warn: () => {}, error: () => {} };

let house: GatewayHouse;
let folder: string;
beforeAll(async () => {
  house = await openGatewayHouse();
  folder = await mkdtemp(join(tmpdir(), 'commonpool-gateway-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function ask(url: string, modelId: string, apiKey: string) {
  const response = await fetch(`${url}/v1/models/${modelId}/complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ prompt: 'The pool is' }),
  });
  const { callId, error } = (await response.json()) as { callId?: string; error?: { code: string } };
  return { status: response.status, callId, code: error?.code };
}

/** The gateway's own door in this process, with a model that does what the test says. */
async function openDoor(token: string, modelId: string, complete: () => string, spoolName: string) {
  const instance = new Instance(house.url, token);
  const tickets = new TicketOffice(instance, QUIET);
  const spool = await Spool.open(join(folder, spoolName), '/gateways/x');
  const model = { id: modelId, complete } as unknown as HostedModel;
  const app = completions({
    models: new Map([[modelId, model]]),
    facts: new Fresh((id) => instance.model(id), 0),
    introspections: new Fresh((asked) => instance.introspect(...questionIn(asked)), 0),
    tickets,
    alwaysTickets: false,
    spool,
    log: QUIET,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spool,
    tickets,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a gateway that is told to buys a ticket for each call, and each call is reported with its own', async () => {
  const gateway = await house.register();
  const customer = await house.aCustomer();
  const { id, version } = await house.publish(aModel());
  const program = runProgram(MAIN, [], {
    COMMONPOOL_URL: house.url,
    GATEWAY_TOKEN: gateway.token,
    GATEWAY_WEBHOOK_SECRET: gateway.webhookSecret,
    GATEWAY_SOURCE: gateway.source,
    GATEWAY_MODELS: id,
    GATEWAY_DATA: join(folder, 'always'),
    GATEWAY_TICKETS: 'always',
    PORT: '0',
  });
  const url = /(http\S+)$/.exec(await program.nextLine())?.[1] ?? '';
  expect(await ask(url, id, customer.secret)).toMatchObject({ status: 402, code: 'MANDATE_MISSING' });
  await customer.mandate(version.id);
  const answered = await Promise.all(Array.from({ length: 10 }, () => ask(url, id, customer.secret)));
  expect(answered.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  program.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  const tickets = await house.tickets(gateway.gateway.id);
  expect(tickets.map((ticket) => ticket.state)).toEqual(Array.from({ length: 10 }, () => 'claimed'));
  const calls = new Set(answered.map(({ callId }) => callId));
  expect(new Set(tickets.map((ticket) => ticket.requestId))).toEqual(calls);
  expect(tickets.map((ticket) => ticket.eventId)).toEqual(tickets.map((ticket) => ticket.requestId));
});

test('where the key’s answer says that tickets are required one is bought, and a call that fails gives it back', async () => {
  const { token, gateway } = await house.register('licensed');
  const customer = await house.aCustomer();
  const { id, version } = await house.publish(aModel(), { releaseMode: 'licensed-gateway' });
  await house.license(gateway.id, version.id);
  await customer.mandate(version.id);
  let fails = true;
  const door = await openDoor(token, id, () => (fails ? brokenModel() : 'the pool is ours'), 'licensed');
  expect((await ask(door.url, id, customer.secret)).status).toBe(503);
  await door.tickets.stop(5_000);
  const [released] = await house.tickets(gateway.id);
  expect(released).toMatchObject({ state: 'released', releaseReason: 'the call was not answered' });
  expect(await customer.held()).toBe(0n);

  fails = false;
  expect((await ask(door.url, id, customer.secret)).status).toBe(200);
  const [event] = await door.spool.next(1);
  const [bought] = await house.tickets(gateway.id);
  expect(Buffer.from(event?.ticketId ?? '', 'base64url').toString()).toBe(`v1:Ticket:${bought?.id}`);
  expect(event?.id).toBe(bought?.requestId);

  await door.spool.close();
  expect((await ask(door.url, id, customer.secret)).status).toBe(503);
  await door.tickets.stop(5_000);
  expect((await house.tickets(gateway.id))[0]?.state).toBe('released');
  await door.close();
});

function brokenModel(): string {
  throw new Error('out of memory');
}

test('a call without a ticket that nobody could pay is not served', async () => {
  const { token, gateway } = await house.register();
  const poor = await house.aCustomer(0n);
  const { id } = await house.publish(aModel());
  const door = await openDoor(token, id, () => 'the pool is ours', 'poor');
  expect(await ask(door.url, id, poor.secret)).toMatchObject({ status: 402, code: 'NOT_PAYABLE' });
  expect(door.spool.unsettled).toBe(0);
  expect(await house.tickets(gateway.id)).toEqual([]);
  await door.close();
  await door.spool.close();
});

test('a hold whose answer was lost on the way is found by its request and given back', async () => {
  const { token, gateway } = await house.register();
  const customer = await house.aCustomer();
  const { id, version } = await house.publish(aModel());
  await customer.mandate(version.id);
  const instance = new Instance(house.url, token);
  const introspection = await instance.introspect(customer.secret, id);
  let lost = 3;
  const lossy = {
    buyTicket: async (wish: Parameters<Instance['buyTicket']>[0]) => {
      const answer = await instance.buyTicket(wish);
      if (lost > 0) {
        lost -= 1;
        return new Instance('http://127.0.0.1:9', token).buyTicket(wish);
      }
      return answer;
    },
    releaseTicket: (ticketId: string, reason: string) => instance.releaseTicket(ticketId, reason),
  };
  const office = new TicketOffice(lossy, QUIET, () => 1);
  const keyId = introspection.active ? introspection.keyId : '';
  const wish = { requestId: 'lost', keyId, modelVersionId: id, maxUnits: { queries: 1 } };
  await expect(office.buy(wish)).rejects.toThrow('cannot be reached');
  await office.stop(5_000);
  expect(await house.tickets(gateway.id)).toMatchObject([{ requestId: 'lost', state: 'released' }]);
  expect(await customer.held()).toBe(0n);
});

test('a gateway that stops gives up on holds that nobody takes back, and says so', async () => {
  const said: string[] = [];
  const log = { warn: () => {}, error: (_fields: object, message: string) => void said.push(message) };
  const office = new TicketOffice(new Instance('http://127.0.0.1:9', 'cpg_x'), log, () => 5);
  office.giveBack('x', 'the call was not answered');
  await sleep(20);
  await office.stop(50);
  expect(said).toEqual([expect.stringContaining('its customer pays it in full')]);
});
