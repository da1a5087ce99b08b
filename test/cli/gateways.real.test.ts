import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { GatewayKind } from '../../domain/metering/index.ts';
import { openDesk, type Desk } from '../metering/desk.ts';
import type { Market } from '../revenue/market.ts';
import { WebhookDoor } from '../webhooks/webhook-door.ts';
import { commonpool } from './run-command.ts';

/** Each command is a process of its own. */
const PATIENCE_MS = 120_000;

let desk: Desk;
let market: Market;
let folder: string;
const doors: WebhookDoor[] = [];
beforeAll(async () => {
  desk = await openDesk();
  ({ market } = desk);
  folder = market.ground.config.dataFolder;
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, String(await market.members.identity.ensureSetupToken.execute()));
  await commonpool(folder, 'init', '--url', desk.url, '--token-file', tokenFile);
  await commonpool(folder, 'sign-up', 'alice', '--url', desk.url, '--profile', 'alice');
}, PATIENCE_MS);
afterAll(async () => {
  for (const door of doors) await door.close();
  await desk.close();
});

async function aDoor(kind?: GatewayKind): Promise<WebhookDoor> {
  const door = await WebhookDoor.open(market, kind);
  doors.push(door);
  return door;
}

const run = (...args: string[]) => commonpool(folder, ...args);

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await run(...args, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as T;
}

test(
  'an operator sees each gateway, whether it works, and what it left out',
  async () => {
    const edge = await aDoor();
    const { id } = await market.publish();
    const customer = await market.customer(1_000_000n);
    await edge.send([1, 4, 9].map((n) => edge.event(customer, id, { sequence: String(n) })));
    await market.money.postUsage.execute(market.queued);
    const partner = await aDoor('licensed');
    const { operator: viewer } = market;
    await market.money.suspendGateway.execute({ viewer, gatewayId: partner.gatewayId, reason: 'A gap.' });
    const listed = await json<{ id: string; kind: string; suspendedAt: string | null }[]>('gateways');
    expect(listed).toMatchObject([
      { id: toNodeId('Gateway', partner.gatewayId), kind: 'LICENSED', suspendedAt: expect.any(String) },
      { id: toNodeId('Gateway', edge.gatewayId), kind: 'HOSTED', suspendedAt: null },
      { name: 'test' },
    ]);
    const { out } = await run('gateways');
    expect(out).toMatch(/edge +licensed +suspended +-/);
    expect(out).toMatch(/edge +hosted +working +2-3, 5-8/);
  },
  PATIENCE_MS,
);

test(
  'what was refused is listed and summed up, by gateway and code',
  async () => {
    const edge = await aDoor();
    const { id } = await market.publish();
    const customer = await market.customer();
    await edge.send([
      edge.event(customer, id, { time: 'now' }),
      edge.event(customer, id, { time: '2020-01-01T00:00:00Z' }),
    ]);
    const gateway = ['--gateway', toNodeId('Gateway', edge.gatewayId)];
    const [all, one, summary, text] = await Promise.all([
      json('usage', 'refused', ...gateway),
      json('usage', 'refused', ...gateway, '--code', 'event_invalid'),
      json('usage', 'refused', ...gateway, '--summary'),
      run('usage', 'refused', ...gateway),
    ]);
    const [invalid, unpublished] = ['EVENT_INVALID', 'MODEL_UNPUBLISHED'];
    expect(all).toMatchObject([
      { code: invalid, eventId: 'call-1', sequence: '1' },
      { code: unpublished, eventId: 'call-2', sequence: '2' },
    ]);
    expect(one).toMatchObject([{ code: invalid }]);
    expect(summary).toMatchObject([
      { code: invalid, events: '1' },
      { code: unpublished, events: '1' },
    ]);
    expect(text.out).toContain('MODEL_UNPUBLISHED');
  },
  PATIENCE_MS,
);

test(
  'what is parked is listed, and what is in quarantine is posted after all, with a note',
  async () => {
    const { id } = await market.publish();
    const [rich, poor] = [await market.customer(1_000_000n), await market.customer()];
    const unfunded = await market.report(poor, id, 1);
    await market.money.postUsage.execute(unfunded);
    const held = await market.report(rich, id, 2);
    await market.suspend(id);
    await market.money.postUsage.execute(held);
    const [quarantined, all] = await Promise.all([
      json('usage', 'parked', '--state', 'quarantined'),
      json('usage', 'parked'),
    ]);
    expect(quarantined).toMatchObject([
      { inboxId: String(held[1]), reason: 'MODEL_NOT_LIVE' },
      { inboxId: String(held[0]) },
    ]);
    expect(all).toHaveLength(3);
    await market.db.dataSource.query(`UPDATE model_versions SET state = 'live' WHERE id = $1`, [id]);
    const ids = [...held, ...unfunded].map(String);
    const { code, out } = await run('usage', 'replay', ...ids, '--note', 'The model is live again.');
    expect([code, out]).toEqual([
      0,
      `2 of 3 calls wait to be posted again.\n${unfunded[0]} stays as it is: unfunded.\n`,
    ]);
    await market.money.postUsage.execute(held);
    expect(await json('usage', 'states')).toMatchObject({ unfunded: '1', quarantined: '0', pending: '0' });
    expect((await run('usage', 'states')).out).toMatch(/^\d+ calls were accepted: \d+ posted, 0 waiting, 1 unfunded/);
  },
  PATIENCE_MS,
);

const FAULTS: readonly (readonly [what: string, args: readonly string[], code: number, words: string])[] = [
  ['a member', ['usage', 'parked', '--profile', 'alice'], 1, 'operator'],
  ['a replay without a note', ['usage', 'replay', '1'], 2, '--note'],
  ['a replay of no id', ['usage', 'replay', 'x', '--note', 'y'], 2, 'usage parked'],
  ['a state that is none', ['usage', 'parked', '--state', 'lost'], 2, 'unfunded, quarantined'],
  ['a gateway that is none', ['usage', 'refused', '--gateway', 'x'], 1, 'gatewayId'],
  ['a probe of nothing', ['probe', 'http://127.0.0.1:1', 'hello'], 2, '--gateway'],
];

test(
  'whoever calls it wrongly, or may not, is told what to do',
  async () => {
    const rans = await Promise.all(FAULTS.map(([, args]) => run(...args)));
    for (const [index, [what, , code, words]] of FAULTS.entries()) {
      expect([what, rans[index]?.code]).toEqual([what, code]);
      expect([what, rans[index]?.err]).toEqual([what, expect.stringContaining(words)]);
      expect(rans[index]?.err).not.toMatch(/at .*\.ts:\d+/);
    }
  },
  PATIENCE_MS,
);
