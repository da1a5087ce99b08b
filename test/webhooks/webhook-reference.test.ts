import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { StandardWebhookSignatures } from '../../infra/crypto/webhook-signature.ts';

interface Sent {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
  readonly secret: string;
}

const signatures = new StandardWebhookSignatures();
const nowS = () => Math.floor(Date.now() / 1000);
const secretOf = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString('base64')}`;

function ours({ body, secret, ...headers }: Sent): boolean {
  return signatures.verify({ ...headers, body: Buffer.from(body) }, [secret], new Date());
}

function reference({ id, timestamp, signature, body, secret }: Sent): boolean {
  const headers: Record<string, string> = {};
  if (id !== undefined) headers['webhook-id'] = id;
  if (timestamp !== undefined) headers['webhook-timestamp'] = timestamp;
  if (signature !== undefined) headers['webhook-signature'] = signature;
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function signed(secret: string, id: string, atS: number, body: string): Sent {
  const signature = new Webhook(secret).sign(id, new Date(atS * 1000), body);
  return { id, timestamp: String(atS), signature, body, secret };
}

const OTHER = secretOf(Buffer.alloc(32, 9));
const otherSignature = ({ id = '', body }: Sent) => new Webhook(OTHER).sign(id, new Date(), body);

/** What can go wrong on the way, or be tried on purpose. Far enough from 300 s that a slow run decides nothing. */
const CHANGES: readonly ((sent: Sent) => Sent)[] = [
  (sent) => sent,
  (sent) => ({ ...sent, body: `${sent.body} ` }),
  (sent) => ({ ...sent, body: sent.body.slice(1) }),
  (sent) => ({ ...sent, id: `${sent.id}x` }),
  (sent) => ({ ...sent, timestamp: String(nowS() - 7) }),
  (sent) => ({ ...sent, id: undefined }),
  (sent) => ({ ...sent, timestamp: undefined }),
  (sent) => ({ ...sent, signature: undefined }),
  (sent) => ({ ...sent, id: '' }),
  (sent) => ({ ...sent, timestamp: '' }),
  (sent) => ({ ...sent, signature: '' }),
  (sent) => ({ ...sent, timestamp: 'hello' }),
  (sent) => ({ ...sent, timestamp: `0${sent.timestamp}0` }),
  (sent) => ({ ...sent, timestamp: `${sent.timestamp}000` }),
  (sent) => ({ ...sent, timestamp: `-${sent.timestamp}` }),
  (sent) => ({ ...sent, signature: 'v1,' }),
  (sent) => ({ ...sent, signature: sent.signature?.slice(0, -4) }),
  (sent) => ({ ...sent, signature: sent.signature?.slice('v1,'.length) }),
  (sent) => ({ ...sent, signature: sent.signature?.replace('v1,', 'v2,') }),
  (sent) => ({ ...sent, signature: sent.signature?.replace('v1,', 'v1a,') }),
  (sent) => ({ ...sent, signature: sent.signature?.replace(/=+$/, '') }),
  (sent) => ({ ...sent, signature: sent.signature?.replaceAll('+', '-').replaceAll('/', '_') }),
  (sent) => ({ ...sent, signature: sent.signature?.toLowerCase() }),
  (sent) => ({ ...sent, signature: otherSignature(sent) }),
  (sent) => ({ ...sent, signature: `${otherSignature(sent)} ${sent.signature}` }),
  (sent) => ({ ...sent, signature: `v2,abc ${sent.signature} ${otherSignature(sent)}` }),
  (sent) => ({ ...sent, secret: OTHER }),
  (sent) => ({ ...sent, secret: sent.secret.slice('whsec_'.length) }),
  (sent) => ({ ...sent, secret: '' }),
  (sent) => ({ ...sent, secret: 'whsec_' }),
];

test('whatever happens to a delivery on the way, we accept exactly what the reference library accepts', () => {
  const key = fc.uint8Array({ minLength: 24, maxLength: 64 });
  const id = fc.stringMatching(/^msg_[A-Za-z0-9]{1,30}$/);
  const off = fc.oneof(fc.integer({ min: -290, max: 290 }), fc.constantFrom(-100_000, -320, 320, 100_000));
  const body = fc.string({ unit: 'grapheme', minLength: 1 });
  const accepted = new Set<boolean>();
  fc.assert(
    fc.property(key, id, off, body, fc.constantFrom(...CHANGES), (bytes, deliveryId, offS, text, change) => {
      const sent = change(signed(secretOf(bytes), deliveryId, nowS() + offS, text));
      expect(ours(sent)).toBe(reference(sent));
      accepted.add(ours(sent));
    }),
    { numRuns: 1_000 },
  );
  expect(accepted.size).toBe(2);
});

const SECRET = secretOf(Buffer.alloc(32, 7));
const at = nowS();

/** Each is accepted by the library, and here refused, for the reason given. */
test.each<[string, Sent]>([
  [
    'a timestamp with a tail: the library signs the number that it reads, so many texts would pass for one',
    { ...signed(SECRET, 'msg_1', at, '{}'), timestamp: `${at}abc` },
  ],
  [
    'a timestamp with a sign or zeros before it, for the same reason',
    { ...signed(SECRET, 'msg_1', at, '{}'), timestamp: `+0${at}` },
  ],
  [
    'an id with a full stop: id, time and body are joined by full stops, so two deliveries could have one signature',
    signed(SECRET, 'msg.1', at, '{}'),
  ],
  ['an id of more than 200 characters: it would be kept and logged', signed(SECRET, 'm'.repeat(201), at, '{}')],
  [
    'a signature with something behind it: one signature should have one text',
    { ...signed(SECRET, 'msg_1', at, '{}'), signature: `${signed(SECRET, 'msg_1', at, '{}').signature},more` },
  ],
  [
    'a key below 24 bytes: the specification asks for 24 to 64',
    signed(secretOf(Buffer.alloc(23, 7)), 'msg_1', at, '{}'),
  ],
  ['a key above 64 bytes', signed(secretOf(Buffer.alloc(65, 7)), 'msg_1', at, '{}')],
])('we are stricter about %s', (_why, sent) => {
  expect([reference(sent), ours(sent)]).toEqual([true, false]);
});
