import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import type { SignedDelivery } from '../../domain/identity/index.ts';
import { StandardWebhookSignatures } from '../../infra/crypto/webhook-signature.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const SENT = 1_614_265_330;
const BODY = '{"test": 2432232314}';
const OFFICIAL = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const signatures = new StandardWebhookSignatures();

function check(changed: Partial<SignedDelivery> = {}, secrets = [SECRET], nowS = SENT): boolean {
  const delivery = { id: ID, timestamp: `${SENT}`, signature: OFFICIAL, body: Buffer.from(BODY), ...changed };
  return signatures.verify(delivery, secrets, new Date(nowS * 1000));
}

describe('the vectors of the specification and of other implementations hold', () => {
  test.each([
    ['official', ID, SENT, BODY, OFFICIAL],
    ['empty body', ID, SENT, '', 'v1,v48jdbgvh29KJz2Qc+ghw8G6vG3nAKnujWBg8oM/62A='],
    ['bytes outside ASCII', ID, SENT, '{"t":"é€😀"}', 'v1,TGH18OC50IMl6jnM2pVK5Wef/dYvyrfDXSwWQ5UV5Iw='],
    [
      'a contact',
      'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      1_674_087_231,
      '{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"1f81eb52-5198-4599-803e-771906343485"}}',
      'v1,ARw42xaAApl/nxRo+iPGYwSaMQaOwMo2eyH5JBRA+bQ=',
    ],
  ])('%s', (_name, id, sent, text, signature) => {
    const body = Buffer.from(text);
    expect(check({ id, timestamp: `${sent}`, body, signature }, [SECRET], sent)).toBe(true);
  });
});

test('a secret counts with and without its prefix, and either of two during a rotation', () => {
  expect(check({}, [SECRET.slice('whsec_'.length)])).toBe(true);
  expect(check({}, ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', SECRET])).toBe(true);
});

test('one of several signatures is enough, and versions that are not known are passed over', () => {
  const wrong = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
  expect(check({ signature: `${wrong} v2,${OFFICIAL.slice(3)} ${OFFICIAL} ${wrong}` })).toBe(true);
  expect(check({ signature: `v2,${OFFICIAL.slice(3)}` })).toBe(false);
});

test('300 seconds off are tolerated both ways, 301 are not', () => {
  expect([-301, -300, 300, 301].map((offS) => check({}, [SECRET], SENT + offS))).toEqual([false, true, true, false]);
});

test.each([
  ['no secret', {}, ['']],
  ['a bare prefix', {}, ['whsec_']],
  ['a key of 23 bytes', {}, [`whsec_${Buffer.alloc(23).toString('base64')}`]],
  ['no secrets at all', {}, []],
  ['no id', { id: undefined }, [SECRET]],
  ['an id with a full stop', { id: 'msg.1' }, [SECRET]],
  ['no timestamp', { timestamp: undefined }, [SECRET]],
  ['no signature', { signature: undefined }, [SECRET]],
  ['a timestamp in words', { timestamp: 'hello' }, [SECRET]],
  ['an empty id', { id: '' }, [SECRET]],
  ['an empty timestamp', { timestamp: '' }, [SECRET]],
  ['no text for a signature', { signature: '' }, [SECRET]],
  ['a timestamp with a tail', { timestamp: `${SENT}abc` }, [SECRET]],
  ['a signed timestamp', { timestamp: `+${SENT}` }, [SECRET]],
  ['an empty signature', { signature: 'v1,' }, [SECRET]],
  ['a truncated signature', { signature: OFFICIAL.slice(0, -8) }, [SECRET]],
  ['a wrong signature', { signature: 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=' }, [SECRET]],
  ['another body', { body: Buffer.from('{"test": 2432232315}') }, [SECRET]],
])('%s is refused', (_name, changed, secrets) => {
  expect(check(changed as Partial<SignedDelivery>, secrets)).toBe(false);
});

test('what the reference library signs is accepted, and not with a longer body', () => {
  const key = fc.uint8Array({ minLength: 24, maxLength: 64 });
  const id = fc.stringMatching(/^msg_[A-Za-z0-9]{1,30}$/);
  fc.assert(
    fc.property(key, id, fc.string({ unit: 'grapheme' }), (bytes, deliveryId, text) => {
      const secret = `whsec_${Buffer.from(bytes).toString('base64')}`;
      const now = new Date(Math.floor(Date.now() / 1000) * 1000);
      const timestamp = `${now.getTime() / 1000}`;
      const body = Buffer.from(text);
      const signature = new Webhook(secret).sign(deliveryId, now, text);
      const delivery = { id: deliveryId, timestamp, signature, body };
      expect(signatures.verify(delivery, [secret], now)).toBe(true);
      const changed = Buffer.concat([body, Buffer.from(' ')]);
      expect(signatures.verify({ ...delivery, body: changed }, [secret], now)).toBe(false);
    }),
  );
});
