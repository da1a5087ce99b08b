import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { RefusedEvents } from '../../examples/gateway/refused-events.ts';
import { Sender } from '../../examples/gateway/sender.ts';
import { sendUsage } from '../../examples/gateway/webhook.ts';
import { append, places, SECRET, SOURCE, type Place } from './calls.ts';
import { accept, failWith, Receiver, results } from './receiver.ts';

const aPlace = places();
const receivers: Receiver[] = [];
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

async function aReceiver(...answers: Parameters<typeof Receiver.open>): Promise<Receiver> {
  const receiver = await Receiver.open(...answers);
  receivers.push(receiver);
  return receiver;
}

const quiet = { warn: () => {}, error: () => {} };

async function aSender({ folder, open }: Place, url: string, waitMs = 1) {
  const spool = await open();
  const refused = await RefusedEvents.open(folder);
  const waits: { failures: number; askedMs: number | null }[] = [];
  const sender = new Sender(
    spool,
    refused,
    (events, signal) => sendUsage({ url, secret: SECRET, source: SOURCE, events, signal }),
    quiet,
    (failures, askedMs) => {
      waits.push({ failures, askedMs });
      return waitMs;
    },
  );
  const stop = async (graceMs = 5_000) => {
    try {
      await sender.stop(graceMs);
    } finally {
      await refused.close();
    }
  };
  return { spool, waits, stop };
}

async function refusedIn(place: Place) {
  const text = (await readFile(join(place.folder, 'refused.ndjson'), 'utf8')).trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as { code: string; event: { sequence: number } });
}

test('events travel together, up to a hundred, soon after they came', async () => {
  const receiver = await aReceiver();
  const { spool, stop } = await aSender(await aPlace(), receiver.url);
  await append(spool, 230);
  for (let waits = 0; spool.unsettled > 0 && waits < 200; waits += 1) await sleep(100);
  expect(spool.unsettled).toBe(0);
  expect(receiver.received.map(({ sequences }) => sequences.length)).toEqual([100, 100, 30]);
  expect(receiver.received.flatMap(({ sequences }) => sequences)).toEqual(
    Array.from({ length: 230 }, (_, at) => at + 1),
  );
  await stop();
});

test('what fails is sent again with the same id and bytes and a new timestamp, as late as the instance asks', async () => {
  const receiver = await aReceiver(
    failWith(503, { 'retry-after': '10' }, 'INBOX_FULL'),
    failWith(429, { 'retry-after': '3' }, 'GATEWAY_RATE_EXCEEDED'),
    failWith(403, {}, 'GATEWAY_SUSPENDED'),
    failWith(401, {}, 'WEBHOOK_SIGNATURE_INVALID'),
    failWith(400),
    () => ({ status: 202, body: { results: [] } }),
  );
  const place = await aPlace();
  const { spool, waits, stop } = await aSender(place, receiver.url, 250);
  await append(spool, 3);
  await sleep(200);
  await stop();
  const { received } = receiver;
  expect(received.length).toBe(7);
  expect(new Set(received.map(({ id, body }) => id + body)).size).toBe(1);
  expect(received.at(-1)?.timestamp).toBeGreaterThan(received[0]?.timestamp ?? 0);
  const asked = [10_000, 3_000, null, null, null, null];
  expect(waits).toEqual(asked.map((askedMs, at) => ({ failures: at + 1, askedMs })));
  expect(await readFile(join(place.folder, 'refused.ndjson'), 'utf8')).toBe('');
});

test('an instance that cannot be reached is waited for', async () => {
  const gone = await Receiver.open();
  const { url } = gone;
  await gone.close();
  const { spool, waits, stop } = await aSender(await aPlace(), url, 50);
  await append(spool, 1);
  await sleep(300);
  expect(waits.length).toBeGreaterThan(1);
  expect(spool.unsettled).toBe(1);
  await stop(0);
});

test('refused events go to a file with their code, and the others are settled', async () => {
  const receiver = await aReceiver((events) =>
    results(events, (sequence) => {
      if (sequence === 2) return { status: 'refused', code: 'API_KEY_REVOKED', message: 'It was revoked.' };
      return sequence === 3 ? { status: 'conflict', code: 'EVENT_CONFLICT' } : { status: 'duplicate' };
    }),
  );
  const place = await aPlace();
  const { spool, stop } = await aSender(place, receiver.url);
  const events = await append(spool, 4);
  await stop();
  expect(await refusedIn(place)).toEqual([
    { code: 'API_KEY_REVOKED', message: 'It was revoked.', event: events[1] },
    { code: 'EVENT_CONFLICT', message: '', event: events[2] },
  ]);
});

test('one event that the instance cannot read does not hold up those beside it', async () => {
  const picky = (events: readonly { id: string; sequence: string }[]) =>
    events.some(({ sequence }) => sequence === '5') ? failWith(400, {}, 'BAD_REQUEST')() : accept(events);
  const receiver = await aReceiver(...Array.from({ length: 20 }, () => picky));
  const place = await aPlace();
  const { spool, stop } = await aSender(place, receiver.url);
  await append(spool, 8);
  await stop();
  expect((await refusedIn(place)).map(({ code, event }) => [code, event.sequence])).toEqual([['BAD_REQUEST', 5]]);
  expect((await place.open()).unsettled).toBe(0);
});

test('after a crash between answer and note, the same delivery goes out again, and a refusal is noted once', async () => {
  const refuseAll = (events: readonly { id: string; sequence: string }[]) =>
    results(events, () => ({ status: 'refused', code: 'MODEL_UNKNOWN' }));
  const receiver = await aReceiver(refuseAll, refuseAll);
  const place = await aPlace();
  const first = await aSender(place, receiver.url);
  await append(first.spool, 2);
  first.spool.settle = () => Promise.reject(new Error('killed here'));
  await expect(first.stop()).rejects.toThrow('killed here');
  await appendFile(join(place.folder, 'refused.ndjson'), '{"code":"MODEL_UN');
  const second = await aSender(place, receiver.url);
  await sleep(200);
  await second.stop();
  const [before, after] = receiver.received;
  expect(after).toMatchObject({ id: before?.id, body: before?.body });
  expect((await refusedIn(place)).map(({ event }) => event.sequence)).toEqual([1, 2]);
});

test('a stop sends what is left; what cannot be sent in time waits for the next start', async () => {
  const receiver = await aReceiver(failWith(503), failWith(503));
  const place = await aPlace();
  const first = await aSender(place, receiver.url, 60_000);
  await append(first.spool, 150);
  await first.stop(100);
  const second = await aSender(place, receiver.url);
  expect(second.spool.unsettled).toBe(150);
  await second.stop();
  expect(second.spool.unsettled).toBe(0);
  expect(receiver.received.at(-1)?.sequences.at(-1)).toBe(150);
});
