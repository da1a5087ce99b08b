import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SOURCES } from '../../domain/imports/index.ts';
import { firstCharter } from '../../domain/pools/charter.ts';
import { assertScope, textFieldsOf } from '../../domain/pools/scope.ts';
import { assertTerms } from '../../domain/pools/terms.ts';
import type { Scope, Terms } from '../../domain/pools/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { aScope, DAY_MS, someTerms, VOTE } from './charters.ts';

const BOUNDS = { currencies: ['EUR'], minPeriodMs: DAY_MS };
const known = SOURCES.flatMap((source) => source.streams);
const faulty = (field: string) => expect.objectContaining({ code: 'INVALID_INPUT', field: field.split('.') });

describe('a charter is refused, with the name of what is wrong', () => {
  test.each<[string, Partial<Scope>]>([
    ['scope.purpose', { purpose: ' ' }],
    ['scope.streams', { streams: [] }],
    ['scope.streams.0.name', { streams: [{ name: 'reddit.messages', fields: ['body'] }] }],
    ['scope.streams.0.fields', { streams: [{ name: 'reddit.comments', fields: ['password'] }] }],
    ['scope.streams.0.fields', { streams: [{ name: 'reddit.comments', fields: [] }] }],
    ['scope.streams.0.fields', { streams: [{ name: 'reddit.comments', fields: ['body', 'body'] }] }],
    ['scope.streams', { streams: [{ name: 'reddit.comments', fields: ['at'] }] }],
    ['scope.retentionDays', { retentionDays: 0 }],
    ['scope.algorithmFamily', { algorithmFamily: 'image-diffusion' }],
    ['scope.releaseMode', { releaseMode: 'open' }],
    ['scope.recipients.0', { recipients: [''] }],
  ])('%s', (field, changes) => {
    expect(() => assertScope(aScope(changes), { streams: known, algorithmFamilies: ['text-ngram'] })).toThrow(
      faulty(field),
    );
  });

  test('but a release to licensed gateways is none', () => {
    const licensed = aScope({ releaseMode: 'licensed-gateway' });
    expect(assertScope(licensed, { streams: known, algorithmFamilies: ['text-ngram'] })).toBe(licensed);
  });

  test.each<[string, Partial<Terms>]>([
    ['terms.currency', { currency: 'euro' }],
    ['terms.currency', { currency: 'USD' }],
    ['terms.pricePerQueryMicros', { pricePerQueryMicros: -1n }],
    ['terms.ownersPpm', { ownersPpm: 700_001 }],
    ['terms.platformPpm', { platformPpm: -100_000, ownersPpm: 900_000 }],
    ['terms.builderPpm', { builderPpm: 0.5 }],
    ['terms.minPersons', { minPersons: 0 }],
    ['terms.minRecordsPerMember', { minRecordsPerMember: 0 }],
    ['terms.pledgingPeriodMs', { pledgingPeriodMs: DAY_MS - 1 }],
    ['terms.governance.votingPeriodMs', { governance: { ...VOTE, votingPeriodMs: DAY_MS - 1 } }],
    ['terms.governance.thresholdPpm', { governance: { ...VOTE, thresholdPpm: 400_000 } }],
  ])('%s', (field, changes) => {
    expect(() => assertTerms(someTerms(changes), BOUNDS)).toThrow(faulty(field));
  });
});

test('only splits that sum to the whole are accepted', () => {
  const share = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(share, share, share, (platformPpm, builderPpm, ownersPpm) => {
      const check = () => assertTerms(someTerms({ platformPpm, builderPpm, ownersPpm }), BOUNDS);
      if (platformPpm + builderPpm + ownersPpm === 1_000_000) expect(check).not.toThrow();
      else expect(check).toThrow();
    }),
  );
});

test('any change of scope or terms is another digest, the order of keys is not', () => {
  const poolId = newId();
  const digestsOf = (scope: Scope, terms: Terms) => firstCharter(poolId, scope, terms, new Date(0));
  const one = digestsOf(aScope(), someTerms());
  const reordered = Object.fromEntries(Object.entries(aScope()).toReversed()) as unknown as Scope;
  expect(digestsOf(reordered, someTerms()).digest).toBe(one.digest);
  const wider = digestsOf(aScope({ retentionDays: 366 }), someTerms());
  expect(wider.scopeDigest).not.toBe(one.scopeDigest);
  expect(wider.termsDigest).toBe(one.termsDigest);
  const dearer = digestsOf(aScope(), someTerms({ pricePerQueryMicros: 10_001n }));
  expect(dearer.scopeDigest).toBe(one.scopeDigest);
  expect(dearer.digest).not.toBe(one.digest);
});

test('what people wrote is told from ids and dates by the source’s own description', () => {
  const all = { name: 'reddit.posts', fields: ['id', 'at', 'title', 'body', 'url'] };
  expect(textFieldsOf(all, known)).toEqual(['title', 'body']);
  expect(textFieldsOf({ ...all, fields: ['id', 'title'] }, known)).toEqual(['title']);
});
