import { expect, test } from '@jest/globals';
import {
  FUTURE_TOLERANCE_MS,
  MAX_AGE_MS,
  refusalOf,
  type UsageEvent,
  type UsageFacts,
} from '../../domain/metering/usage-event.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const CUSTOMER = 'customer';
const facts: UsageFacts = {
  publishedAt: new Date(0),
  releaseMode: 'hosted',
  mayServe: true,
  customerKnown: true,
  key: { customerId: CUSTOMER, revokedAt: null },
};

function codeAt(atMs: number, changed: Partial<UsageFacts> = {}): string | undefined {
  const ids = { modelVersionId: 'version', customerId: CUSTOMER, keyId: 'key' };
  const event: UsageEvent = {
    eventId: 'e',
    digest: '',
    ...ids,
    queries: 1,
    inputTokens: 0,
    outputTokens: 0,
    seconds: 0,
    ticketId: null,
    occurredAt: new Date(atMs),
    sequence: 1n,
  };
  return refusalOf(event, { ...facts, ...changed }, new Date(NOW))?.code;
}

test('five minutes ahead and 35 days behind are accepted to the millisecond, and nothing beyond', () => {
  const ahead = NOW + FUTURE_TOLERANCE_MS;
  const behind = NOW - MAX_AGE_MS;
  expect([codeAt(ahead), codeAt(ahead + 1)]).toEqual([undefined, 'EVENT_IN_FUTURE']);
  expect([codeAt(behind), codeAt(behind - 1)]).toEqual([undefined, 'EVENT_TOO_OLD']);
});

test('a call counts from the instant of publication on, and until just before its key was revoked', () => {
  const publishedAt = new Date(NOW - 1_000);
  expect([codeAt(NOW - 1_001, { publishedAt }), codeAt(NOW - 1_000, { publishedAt })]).toEqual([
    'MODEL_UNPUBLISHED',
    undefined,
  ]);
  const key = { customerId: CUSTOMER, revokedAt: new Date(NOW) };
  expect([codeAt(NOW - 1, { key }), codeAt(NOW, { key })]).toEqual([undefined, 'API_KEY_REVOKED']);
});

test.each<[string, Partial<UsageFacts>]>([
  ['MODEL_UNKNOWN', { publishedAt: undefined }],
  ['WRONG_GATEWAY', { mayServe: false }],
  ['CUSTOMER_UNKNOWN', { customerKnown: false }],
  ['API_KEY_UNKNOWN', { key: undefined }],
  ['API_KEY_UNKNOWN', { key: { customerId: 'another', revokedAt: null } }],
])('%s', (code, changed) => {
  expect(codeAt(NOW, changed)).toBe(code);
});
