import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Consent, Permit } from '../../domain/consents/index.ts';
import { answered } from '../../domain/consents/consent.ts';
import { refusalOf } from '../../domain/consents/refusal.ts';

const now = new Date('2026-03-01T00:00:00.000Z');
const later = new Date('2027-03-01T00:00:00.000Z');
const scope = {
  scopeDigest: 'd1',
  charterDigest: 'c1',
  poolId: 'pool',
  purpose: 'train',
  streams: [{ name: 'reddit.comments', fields: ['body'] }],
  expiresAt: later,
};
const given = answered({ userId: 'ada', datasetId: 'set', scope, statementJws: null }, 'given', now);
const ask = { datasetId: 'set', scopeDigest: 'd1', purpose: 'train' };
const standing = { userId: 'ada', erased: false };
const but = (changes: Partial<Consent>) => new Consent(Object.assign({}, given, changes));

test('a live consent to exactly what is asked is not refused', () => {
  expect(refusalOf(given, standing, ask, now)).toBeNull();
});

test.each([
  ['CONSENT_WRONG_DATASET', given, standing, { ...ask, datasetId: 'other' }],
  ['CONSENT_WRONG_DATASET', given, { userId: 'eve', erased: false }, ask],
  ['CONSENT_WRONG_DATASET', given, null, ask],
  ['CONSENT_SCOPE_MISMATCH', given, standing, { ...ask, scopeDigest: 'd2' }],
  ['CONSENT_PURPOSE_MISMATCH', given, standing, { ...ask, purpose: 'sell' }],
  ['DATASET_ERASED', given, { userId: 'ada', erased: true }, ask],
  ['CONSENT_WITHDRAWN', but({ state: 'withdrawn', withdrawnAt: now }), standing, ask],
  ['CONSENT_REFUSED', but({ state: 'refused' }), standing, ask],
  ['CONSENT_EXPIRED', but({ expiresAt: now }), standing, ask],
] as const)('%s has a code of its own', (code, consent, owned, asked) => {
  expect(refusalOf(consent, owned, asked, now)?.code).toBe(code);
});

test('whatever is asked, a permit needs owner, dataset, digest, purpose, state and time all to agree', () => {
  const one = fc.constantFrom('a', 'b');
  const asked = fc.record({ datasetId: one, scopeDigest: one, purpose: one, owner: one });
  const state = fc.constantFrom('given', 'withdrawn', 'refused');
  fc.assert(
    fc.property(asked, state, fc.boolean(), fc.boolean(), ({ owner, ...use }, state, erased, past) => {
      const expiresAt = past ? now : later;
      const consent = but({ userId: 'a', datasetId: 'a', scopeDigest: 'a', purpose: 'a', state, expiresAt });
      const agrees = owner === 'a' && Object.values(use).every((value) => value === 'a');
      const stands = state === 'given' && !erased && !past;
      expect(refusalOf(consent, { userId: owner, erased }, use, now) === null).toBe(agrees && stands);
    }),
  );
});

test.each([
  ['an expiry that has passed', { expiresAt: now }],
  ['no stream', { streams: [] }],
  ['a stream without fields', { streams: [{ name: 'x', fields: [] }] }],
  ['a stream twice', { streams: [scope.streams[0]!, scope.streams[0]!] }],
  ['a field twice', { streams: [{ name: 'x', fields: ['a', 'a'] }] }],
  ['no purpose', { purpose: '' }],
  ['no digest', { scopeDigest: '' }],
  ['no digest of the charter', { charterDigest: '' }],
] as const)('a scope with %s cannot be consented to', (_, changes) => {
  const answer = { userId: 'ada', datasetId: 'set', scope: { ...scope, ...changes }, statementJws: null };
  expect(() => answered(answer, 'given', now)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

test('nothing that imitates a permit is one', () => {
  const facts = { userId: 'ada', datasetId: 'set', purpose: 'p', actor: 'a', consentId: null, streams: 'all' };
  const lookalike = Object.assign(Object.create(Permit.prototype) as object, facts);
  for (const imitation of [facts, lookalike, null, 'permit']) expect(Permit.isMinted(imitation)).toBe(false);
});
