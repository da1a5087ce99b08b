import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { waitMs } from '../../examples/gateway/backoff.ts';
import { toCloudEvent } from '../../examples/gateway/usage-event.ts';
import { sign } from '../../examples/gateway/webhook.ts';
import { aCall, SECRET, SOURCE } from './calls.ts';

test('the signature is the published one of Standard Webhooks', () => {
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  expect(sign(SECRET, id, '1614265330', Buffer.from('{"test": 2432232314}'))).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('the signature of any body is that of the reference library', () => {
  const bytes = fc.uint8Array({ minLength: 24, maxLength: 64 });
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(bytes, text, fc.integer({ min: 0, max: 4_000_000_000 }), (key, body, seconds) => {
      const secret = `whsec_${Buffer.from(key).toString('base64')}`;
      const reference = new Webhook(secret).sign('msg_1', new Date(seconds * 1000), body);
      expect(sign(secret, 'msg_1', String(seconds), Buffer.from(body))).toBe(reference);
    }),
  );
});

test('an event is a CloudEvent whose number is text, since JSON numbers lose digits', () => {
  const call = aCall();
  const { id, time, modelVersionId, customerId, keyId } = call;
  expect(toCloudEvent(SOURCE, { ...call, sequence: 41 })).toEqual({
    specversion: '1.0',
    type: 'org.commonpool.usage.v1',
    source: SOURCE,
    id,
    time,
    datacontenttype: 'application/json',
    sequence: '41',
    data: { modelVersionId, customerId, keyId, units: { queries: 1 } },
  });
});

test('waits double up to a minute, never fall below half, and never below what the instance asks', () => {
  expect([1, 2, 3, 7, 8, 50].map((failures) => waitMs(failures, null, 0))).toEqual([
    500, 1_000, 2_000, 32_000, 60_000, 60_000,
  ]);
  expect(waitMs(1, null, 1)).toBe(250);
  expect(waitMs(1, 7_000, 0.5)).toBe(7_000);
  expect(waitMs(8, 7_000, 0)).toBe(60_000);
  expect(waitMs(1, 10 * 86_400_000, 0)).toBe(3_600_000);
});
