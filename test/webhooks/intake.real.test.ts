import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../domain/shared/index.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { WebhookDoor, type Answer } from './webhook-door.ts';

let market: Market;
let door: WebhookDoor;
let customer: Customer;
let modelId: string;
beforeAll(async () => {
  market = await openMarket();
  door = await WebhookDoor.open(market);
  customer = await market.customer();
  modelId = (await market.publish()).id;
});
afterAll(async () => {
  await door.close();
  await market.close();
});

const BATCH = 'application/cloudevents-batch+json';
const event = (changed: Record<string, Json> = {}) => door.event(customer, modelId, changed);
const withUnits = (units: Json) => event({ data: { ...(event()['data'] as object), units } });
const statuses = ({ body }: Answer) => body.results?.map((result) => result.code ?? result.status);
const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.extensions.code];

/** What the inbox, the waiting rows and the refusals grow by. */
async function grownBy(act: () => Promise<unknown>): Promise<number[]> {
  const count = async () => {
    const [row] = await market.db.dataSource.query<Record<string, string>[]>(
      `SELECT (SELECT count(*) FROM usage_inbox) AS a, (SELECT count(*) FROM usage_waiting) AS b,
              (SELECT count(*) FROM usage_refusals) AS c`,
    );
    return Object.values(row ?? {}).map(Number);
  };
  const before = await count();
  await act();
  return (await count()).map((now, at) => now - (before[at] ?? 0));
}

/** The answer to a delivery that must be refused as a whole, and must leave nothing behind. */
async function refusedWhole(send: () => Promise<Answer>): Promise<unknown> {
  let answer: Answer | undefined;
  expect(await grownBy(async () => (answer = await send()))).toEqual([0, 0, 0]);
  expect(JSON.stringify(answer?.body)).not.toMatch(/at .*\.ts|node_modules|SyntaxError|RangeError/);
  return answer && refusal(answer);
}

test('a thousand events are taken whole; with one more, none is', async () => {
  const events = (count: number) => Array.from({ length: count }, () => event());
  let answer: Answer | undefined;
  const grown = await grownBy(async () => (answer = await door.send(events(1_000))));
  expect([answer?.status, new Set(answer && statuses(answer)), grown]).toEqual([
    202,
    new Set(['accepted']),
    [1_000, 1_000, 0],
  ]);
  expect(await refusedWhole(() => door.send(events(1_001)))).toEqual([400, 'BAD_REQUEST']);
});

test('a million bytes are taken; one more is not', async () => {
  const padded = (bytes: number) => {
    const bare = JSON.stringify(event({ padding: '' }));
    return bare.replace('"padding":""', `"padding":"${'x'.repeat(bytes - bare.length)}"`);
  };
  expect(statuses(await door.sendText(padded(1_000_000)))).toEqual(['accepted']);
  expect(await refusedWhole(() => door.sendText(padded(1_000_001)))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('inside one batch a repeat is a duplicate, and another content under the same id a conflict', async () => {
  const first = event();
  const other = { ...first, data: withUnits({ queries: 2 })['data'] as Json };
  let answer: Answer | undefined;
  const grown = await grownBy(async () => (answer = await door.send([first, other, first, other, event()])));
  expect(answer && statuses(answer)).toEqual(['accepted', 'EVENT_CONFLICT', 'duplicate', 'EVENT_CONFLICT', 'accepted']);
  expect([answer?.status, grown]).toEqual([202, [2, 2, 1]]);
});

test('a conflict is kept once per source, id and content, however often it is sent, and 409 each time', async () => {
  const first = event();
  await door.send(first);
  const others = [2, 3].map((queries) => ({ ...first, data: withUnits({ queries })['data'] as Json }));
  const grown = await grownBy(async () => {
    for (const other of [...others, ...others, ...others]) expect((await door.send(other)).status).toBe(409);
  });
  expect(grown).toEqual([0, 0, 2]);
  const elsewhere = await WebhookDoor.open(market);
  const same = elsewhere.event(customer, modelId, { id: first['id'] as string });
  expect(statuses(await elsewhere.send(same))).toEqual(['accepted']);
  await elsewhere.close();
});

describe('units that no call can have are refused, and the neighbours are not', () => {
  test.each<[string, Json]>([
    ['zero', { queries: 0 }],
    ['less than zero', { queries: -1 }],
    ['a part', { queries: 0.5 }],
    ['a million and one', { queries: 1_000_001 }],
    ['more than a number can be', { queries: 1e308 }],
    ['a text', { queries: '1' }],
    ['yes', { queries: true }],
    ['nothing', { queries: null }],
    ['a list', { queries: [1] }],
    ['none', {}],
    ['units that are a number', 1],
    ['units of another kind beside', { queries: 1, smiles: 1 }],
  ])('%s', async (_name, units) => {
    let answer: Answer | undefined;
    const grown = await grownBy(async () => (answer = await door.send([event(), withUnits(units), event()])));
    expect(answer && statuses(answer)).toEqual(['accepted', 'EVENT_INVALID', 'accepted']);
    expect(grown).toEqual([2, 2, 1]);
  });

  test('a million is not too much', async () => {
    expect(statuses(await door.send(withUnits({ queries: 1_000_000 })))).toEqual(['accepted']);
  });
});

test.each(['0', '01', '-1', '1.0', '1e3', '', '9'.repeat(19), ' 1'])(
  'the number "%s" is none, and is kept without one',
  async (sequence) => {
    const id = `numbered-${sequence}`;
    expect(statuses(await door.send(event({ id, sequence })))).toEqual(['EVENT_INVALID']);
    const kept = await market.db.dataSource.query('SELECT code, sequence FROM usage_refusals WHERE event_id = $1', [
      id,
    ]);
    expect(kept).toEqual([{ code: 'EVENT_INVALID', sequence: null }]);
  },
);

test('what is no event at all is answered beside those that are, and kept once', async () => {
  const odd: Json[] = [null, 7, 'x', [], {}, { id: 7 }, { id: 'nul\u0000', sequence: '1' }, { id: 'half \ud800' }];
  const send = () => door.send([event(), ...odd]);
  let answer: Answer | undefined;
  const grown = await grownBy(async () => (answer = await send()));
  expect(answer && statuses(answer)).toEqual(['accepted', ...odd.map(() => 'EVENT_INVALID')]);
  expect(grown).toEqual([1, 1, odd.length]);
  expect(await grownBy(send)).toEqual([1, 1, 0]);
});

test('an event of another source is refused, and its number is not taken for one of this gateway', async () => {
  const elsewhere = await WebhookDoor.open(market);
  const foreign = elsewhere.event(customer, modelId, { id: 'foreign', sequence: '77' });
  expect(statuses(await door.send([event(), foreign]))).toEqual(['accepted', 'SOURCE_MISMATCH']);
  const kept = await market.db.dataSource.query(`SELECT sequence FROM usage_refusals WHERE event_id = 'foreign'`);
  expect(kept).toEqual([{ sequence: null }]);
  await elsewhere.close();
});

test('a member called __proto__ is a member like others: it changes nothing here, and it is part of the content', async () => {
  const plain = event();
  const text = JSON.stringify(plain);
  const planted = text.replace('{', '{"__proto__":{"specversion":"0.3","polluted":true},');
  expect(statuses(await door.sendText(planted))).toEqual(['accepted']);
  expect(statuses(await door.sendText(planted))).toEqual(['duplicate']);
  expect((await door.sendText(text)).status).toBe(409);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  const inUnits = JSON.stringify(event()).replace('"units":{', '"units":{"__proto__":{"queries":5},');
  expect(statuses(await door.sendText(inUnits))).toEqual(['EVENT_INVALID']);
  const onlyInherited = JSON.stringify(event()).replace('"queries":1', '"__proto__":{"queries":1}');
  expect(statuses(await door.sendText(onlyInherited))).toEqual(['EVENT_INVALID']);
});

describe('a delivery that cannot be read is refused whole', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const nested = (levels: number) => JSON.stringify(event({ extra: 'X' })).replace('"X"', deep(levels));
  const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
  test.each<[string, () => Promise<Answer>, [number, string]]>([
    ['half a million levels', () => door.sendText(deep(499_999), { contentType: BATCH }), [400, 'BAD_REQUEST']],
    ['more levels than any event has', () => door.sendText(nested(32)), [400, 'BAD_REQUEST']],
    ['a byte order mark', () => door.sendText(`\ufeff${JSON.stringify(event())}`), [400, 'BAD_REQUEST']],
    ['UTF-16', () => door.sendText(bytes(JSON.stringify(event()), 'utf16le')), [400, 'BAD_REQUEST']],
    [
      'bytes that are no UTF-8',
      () => door.sendText(bytes(JSON.stringify(event({ id: 'caf\u00e9' })), 'latin1')),
      [400, 'BAD_REQUEST'],
    ],
    ['a trailing comma', () => door.sendText(JSON.stringify([event()]).replace(']', ',]')), [400, 'BAD_REQUEST']],
    ['no JSON', () => door.sendText('{"specversion"'), [400, 'BAD_REQUEST']],
    ['nothing', () => door.sendText(''), [400, 'BAD_REQUEST']],
    ['an empty batch', () => door.send([]), [400, 'BAD_REQUEST']],
    ['a single sent as a batch', () => door.send(event(), { contentType: BATCH }), [400, 'BAD_REQUEST']],
    [
      'a batch sent as a single',
      () => door.send([event()], { contentType: 'application/cloudevents+json' }),
      [400, 'BAD_REQUEST'],
    ],
    ['JSON of no kind', () => door.send(event(), { contentType: 'application/json' }), [400, 'BAD_REQUEST']],
    ['text', () => door.send(event(), { contentType: 'text/plain' }), [400, 'BAD_REQUEST']],
    ['XML', () => door.send(event(), { contentType: 'application/cloudevents+xml' }), [400, 'BAD_REQUEST']],
    ['no content type', () => door.send(event(), { contentType: '' }), [400, 'BAD_REQUEST']],
    [
      'gzip',
      () =>
        door.sendText(gzipSync(JSON.stringify(event())), {
          headers: { 'content-encoding': 'gzip' },
        }),
      [400, 'BAD_REQUEST'],
    ],
    ['a number', () => door.sendText('7'), [401, 'WEBHOOK_SIGNATURE_INVALID']],
    ['null', () => door.sendText('null'), [401, 'WEBHOOK_SIGNATURE_INVALID']],
  ])('%s', async (_name, send, expected) => {
    expect(await refusedWhole(send)).toEqual(expected);
  });

  test('as deep as may be is still read, and a charset beside the type does not matter', async () => {
    expect(statuses(await door.sendText(nested(31)))).toEqual(['accepted']);
    const contentType = 'Application/CloudEvents+JSON; charset=utf-8';
    expect(statuses(await door.send(event(), { contentType }))).toEqual(['accepted']);
  });
});
