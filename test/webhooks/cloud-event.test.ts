import { describe, expect, test } from '@jest/globals';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { readEvent } from '../../api/webhooks/cloud-event.ts';
import { digestOf, newId, type Json } from '../../domain/shared/index.ts';

const gatewayId = newId();
const [modelVersionId, customerId, keyId, ticketId] = [newId(), newId(), newId(), newId()];
const data: Record<string, Json> = {
  modelVersionId: toNodeId('ModelVersion', modelVersionId),
  customerId: toNodeId('User', customerId),
  keyId: toNodeId('ApiKey', keyId),
  units: { queries: 2, outputTokens: 900 },
};
const good: Record<string, Json> = {
  specversion: '1.0',
  type: 'org.commonpool.usage.v1',
  id: 'call-1',
  source: sourceOf(gatewayId),
  time: '2026-01-31T12:00:00.000Z',
  sequence: '17',
  data,
};
const withData = (changed: Record<string, Json | undefined>) => ({ ...good, data: { ...data, ...changed } });

test('an event is read with its units, those left out as zero, and the digest of all that was sent', () => {
  const sent = { ...good, datacontenttype: 'application/json', traceparent: '00-7', data: { ...data, extra: [1] } };
  expect(readEvent(sent, gatewayId)).toEqual({
    event: {
      eventId: 'call-1',
      digest: digestOf(sent),
      modelVersionId,
      customerId,
      keyId,
      ticketId: null,
      queries: 2,
      inputTokens: 0,
      outputTokens: 900,
      seconds: 0,
      occurredAt: new Date('2026-01-31T12:00:00.000Z'),
      sequence: 17n,
    },
  });
});

test('a call may name the ticket that it spends, and a time in any zone', () => {
  const read = readEvent(
    { ...withData({ ticketId: toNodeId('Ticket', ticketId) }), time: '2026-02-01T00:30:00+12:30' },
    gatewayId,
  );
  expect(read).toMatchObject({ event: { ticketId, occurredAt: new Date('2026-01-31T12:00:00Z') } });
});

test.each(['019c0000-0000-7000-8000-000000000000', 'a', 'Ünï¢ode 💶', `"\\{},'`, 'x'.repeat(128)])(
  'the id %s is taken as it is',
  (id) => {
    expect(readEvent({ ...good, id }, gatewayId)).toMatchObject({ event: { eventId: id } });
  },
);

describe('what is wrong is told with the path of its field', () => {
  test.each<[string, Json]>([
    ['the event', null],
    ['the event', 'text'],
    ['the event', [good]],
    ['specversion', { ...good, specversion: '0.3' }],
    ['specversion', { ...good, specversion: 1 }],
    ['type', { ...good, type: 'com.example' }],
    ['id', { ...good, id: '' }],
    ['id', { ...good, id: 7 }],
    ['id', { ...good, id: 'a\u0000b' }],
    ['id', { ...good, id: '\ud800' }],
    ['id', { ...good, id: 'x'.repeat(129) }],
    ['source', { ...good, source: null }],
    ['time', { ...good, time: 'yesterday' }],
    ['time', { ...good, time: 1_769_860_800 }],
    ['time', { ...good, time: '2026-02-30T12:00:00Z' }],
    ['time', { ...good, time: '2026-01-31T12:00:00' }],
    ['sequence', { ...good, sequence: 17 }],
    ['sequence', { ...good, sequence: '0' }],
    ['sequence', { ...good, sequence: '01' }],
    ['sequence', { ...good, sequence: '1234567890123456789' }],
    ['datacontenttype', { ...good, datacontenttype: 'text/plain' }],
    ['datacontenttype', { ...good, datacontenttype: null }],
    ['data', { ...good, data: null }],
    ['data', { ...good, data: [] }],
    ['data.modelVersionId', withData({ modelVersionId: undefined })],
    ['data.modelVersionId', withData({ modelVersionId: toNodeId('Pool', modelVersionId) })],
    ['data.customerId', withData({ customerId: 5 })],
    ['data.customerId', withData({ customerId: customerId })],
    ['data.keyId', withData({ keyId: null })],
    ['data.ticketId', withData({ ticketId: null })],
    ['data.units', withData({ units: undefined })],
    ['data.units', withData({ units: {} })],
    ['data.units', withData({ units: { queries: 0, seconds: 0 } })],
    ['data.units.calls', withData({ units: { queries: 1, calls: 1 } })],
    ['data.units.queries', withData({ units: { queries: -1 } })],
    ['data.units.queries', withData({ units: { queries: 1.5 } })],
    ['data.units.queries', withData({ units: { queries: '1' } })],
    ['data.units.queries', withData({ units: { queries: null } })],
    ['data.units.queries', withData({ units: { queries: 1_000_001 } })],
    ['data.units.inputTokens', withData({ units: { inputTokens: 1e300 } })],
    ['data.units.toString', withData({ units: { queries: 1, toString: 1 } })],
    ['data.units.__proto__', withData({ units: JSON.parse('{"queries":1,"__proto__":{"seconds":1}}') as Json })],
  ])('%s', (path, value) => {
    const read = readEvent(value, gatewayId);
    expect(read).toMatchObject({ malformed: { code: 'EVENT_INVALID' } });
    expect((read as { message: string }).message).toMatch(new RegExp(`^${path}(:| must)`));
  });
});

test('the source of another gateway is a mismatch, told with the id of the event', () => {
  const read = readEvent({ ...good, source: sourceOf(newId()) }, gatewayId);
  expect(read).toMatchObject({ eventId: 'call-1', malformed: { code: 'SOURCE_MISMATCH' } });
});
