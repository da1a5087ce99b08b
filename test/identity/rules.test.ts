import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { challengeIn, challengeMessage } from '../../domain/identity/challenge.ts';
import { assertMayRevoke } from '../../domain/identity/member-key.ts';
import { normaliseEvidence } from '../../domain/identity/person.ts';
import { matchingCode, newRecoveryCodes } from '../../domain/identity/recovery-code.ts';
import { afterFailure, assertNotThrottled, RecoveryAttempts } from '../../domain/identity/recovery.ts';
import { judgeRefresh, RefreshToken, Session } from '../../domain/identity/session.ts';
import { assertStatement, readStatement, type StatementPayload } from '../../domain/identity/statement.ts';
import { assertHandle, generatedHandle } from '../../domain/identity/user.ts';
import { canonicalJson, changed } from '../../domain/shared/index.ts';

const now = new Date('2026-01-31T12:00:00.000Z');
const after = (ms: number) => new Date(now.getTime() + ms);

test('a handle is 3 to 32 plain characters from a letter on, and generated ones are handles', () => {
  for (const good of ['ann', 'a-1', 'user_name', 'x'.repeat(32)]) expect(assertHandle(good, [])).toBe(good);
  for (const bad of ['an', 'x'.repeat(33), 'Ann', '1ann', 'a.b', 'a@b', 'änn', 'ann ', 'ann\n', 'a\0nn', '']) {
    expect(() => assertHandle(bad, ['handle'])).toThrow('3 to 32');
  }
  expect(assertHandle(generatedHandle(), [])).toBeDefined();
});

test('every recovery code matches itself however it is written down, and nothing else', () => {
  const { shown, stored } = newRecoveryCodes('user');
  expect(new Set(shown).size).toBe(8);
  shown.forEach((code, at) => {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const handwritten = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(matchingCode(stored, handwritten)).toBe(stored[at]);
  });
  const spent = stored.map((code) => changed(code, { spentAt: now }));
  expect(matchingCode(spent, shown[0] ?? '')).toBeNull();
  expect(matchingCode([], shown[0] ?? '')).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => matchingCode(stored, text) === null));
});

test('the wait after wrong codes never shrinks and never passes a quarter of an hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (times) => {
      let attempts = new RecoveryAttempts({ handleHash: '', failures: 0, blockedUntil: null });
      let longest = 0;
      for (let count = 0; count < times; count += 1) {
        attempts = afterFailure(attempts, now);
        const waitMs = (attempts.blockedUntil ?? now).getTime() - now.getTime();
        expect(waitMs).toBeGreaterThanOrEqual(longest);
        expect(waitMs).toBeLessThanOrEqual(900_000);
        longest = waitMs;
      }
      expect(longest > 0).toBe(times >= 5);
      expect(() => assertNotThrottled(attempts, after(longest))).not.toThrow();
    }),
  );
});

test('a challenge is read from exactly the bytes that were to be signed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (instance, challenge) => {
      const message = challengeMessage(instance, 'identity.sign-in', challenge);
      expect(challengeIn(message, instance, 'identity.sign-in')).toBe(challenge);
      expect(challengeIn(message, instance, 'identity.sign-up')).toBeNull();
      expect(challengeIn(message, `${instance}x`, 'identity.sign-in')).toBeNull();
      expect(challengeIn(`${message} `, instance, 'identity.sign-in')).toBeNull();
    }),
  );
  for (const text of ['', 'null', '[]', '{}', '{"challenge":1}']) {
    expect(challengeIn(text, 'x', 'identity.sign-in')).toBeNull();
  }
});

const payloads = fc.record({
  instance: fc.string(),
  action: fc.string(),
  subject: fc.string(),
  digest: fc.string(),
  version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  expiresAt: fc
    .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
});

test('a statement reads back from its canonical bytes, and from no other text that anyone sends', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      expect(readStatement(canonicalJson(payload))).toEqual(payload);
      expect(() => readStatement(canonicalJson({ ...payload, more: true }))).toThrow('not-canonical');
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => expect(() => readStatement(text)).toThrow('not valid')),
  );
});

test('a statement holds for what it names, until it expires, and no longer ahead than the horizon', () => {
  const wanted = { instance: 'i', action: 'a', subject: 's', digest: 'd' };
  const expiring = (at: Date): StatementPayload => ({ ...wanted, version: 1, expiresAt: at.toISOString() });
  const judge = (at: Date) => () => assertStatement(expiring(at), wanted, now, 1000);
  expect(judge(after(1))).not.toThrow();
  expect(judge(after(1000))).not.toThrow();
  expect(judge(now)).toThrow('has expired');
  expect(judge(after(1001))).toThrow('too far');
});

test('a refresh token rotates while it is unspent and the session lives; spent it betrays a copy', () => {
  const session = (change: Partial<Session> = {}) =>
    new Session({
      id: '',
      userId: '',
      keyId: '',
      startedAt: now,
      refreshedAt: now,
      expiresAt: after(1000),
      endedAt: null,
      endedBecause: null,
      ...change,
    });
  const token = (spentAt: Date | null) => new RefreshToken({ hash: '', sessionId: '', issuedAt: now, spentAt });
  expect(judgeRefresh(session(), token(null), now)).toBe('rotate');
  expect(judgeRefresh(session(), token(null), after(1000))).toBe('ended');
  expect(judgeRefresh(session(), token(now), now)).toBe('reused');
  expect(judgeRefresh(session(), token(now), after(1000))).toBe('reused');
  expect(judgeRefresh(session({ endedAt: now, endedBecause: 'signed-out' }), token(now), now)).toBe('ended');
});

test('a key may go while another key or a recovery code is left', () => {
  expect(() => assertMayRevoke(2, 0)).not.toThrow();
  expect(() => assertMayRevoke(1, 1)).not.toThrow();
  expect(() => assertMayRevoke(1, 0)).toThrow('last key');
});

test('evidence is the same however it is typed, and never empty', () => {
  expect(normaliseEvidence(' ID-x 47.11 ', [])).toBe(normaliseEvidence('idX4711', []));
  expect(normaliseEvidence('ＩＤ４７１１', [])).toBe('id4711');
  expect(() => normaliseEvidence(' - . ', ['evidence'])).toThrow('4 to 200');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{4,20}$/), (text) => {
      expect(normaliseEvidence(normaliseEvidence(text.toUpperCase(), []), [])).toBe(text);
    }),
  );
});
