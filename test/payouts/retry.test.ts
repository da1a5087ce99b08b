import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { delayMs, MOST_TRIES } from '../../domain/payouts/index.ts';
import { StandardWebhookSignatures } from '../../infra/crypto/webhook-signature.ts';
import { WebhookSigner } from '../../infra/crypto/webhook-signer.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test('ten tries are spread over 75 hours and 35 minutes, and then there is none', () => {
  const delays = Array.from({ length: MOST_TRIES - 1 }, (_, i) => delayMs(i + 1, null, 0) as number);
  expect(delays.map((ms) => ms / SECOND)).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(delays.reduce((sum, ms) => sum + ms, 0)).toBe(75 * HOUR + 35 * 60 * SECOND + 5 * SECOND);
  expect(delayMs(MOST_TRIES, null, 0)).toBeNull();
  expect(delayMs(MOST_TRIES, 5_000, 0)).toBeNull();
});

test('chance makes a wait up to a tenth longer, and never shorter', () => {
  const tries = fc.integer({ min: 1, max: MOST_TRIES - 1 });
  fc.assert(
    fc.property(tries, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (n, random) => {
      const planned = delayMs(n, null, 0) as number;
      expect(delayMs(n, null, random)).toBeGreaterThanOrEqual(planned);
      expect(delayMs(n, null, random)).toBeLessThanOrEqual(planned * 1.1 + 1);
    }),
  );
});

test('a provider that asks for more time gets it, up to a day, and one that asks for less does not get less', () => {
  expect(delayMs(1, 90 * SECOND, 0)).toBe(90 * SECOND);
  expect(delayMs(1, 400 * HOUR, 0)).toBe(24 * HOUR);
  expect(delayMs(3, 1 * SECOND, 0)).toBe(1_800 * SECOND);
});

test('what is signed here, the reference library and our own door accept, under each of two secrets', () => {
  const secrets = [3, 9].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);
  const signer = new WebhookSigner(secrets);
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.string({ unit: 'grapheme', minLength: 1 }), (id, text) => {
      const now = new Date();
      const body = Buffer.from(JSON.stringify({ text }));
      const headers = signer.headers(id, body, now);
      const delivery = {
        id: headers['webhook-id'],
        timestamp: headers['webhook-timestamp'],
        signature: headers['webhook-signature'],
        body,
      };
      for (const secret of secrets) {
        expect(new Webhook(secret).verify(body.toString(), { ...headers })).toEqual({ text });
        expect(new StandardWebhookSignatures().verify(delivery, [secret], now)).toBe(true);
      }
    }),
  );
  expect(() => new WebhookSigner(['whsec_short']).headers('id', Buffer.alloc(0), new Date())).toThrow('24 to 64');
});
