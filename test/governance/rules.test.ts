import { expect, test } from '@jest/globals';
import { assertRules, RollEmpty, RollInvalid } from '../../domain/governance/index.ts';
import { freezeRoll, publishedRoll, rollDigest } from '../../domain/governance/roll.ts';
import { RULES } from './proposals.ts';

test('rules under which a tie or a minority could pass are refused, naming the field', () => {
  for (const thresholdPpm of [0, 499_999, 1_000_000, 0.5]) {
    expect(() => assertRules({ ...RULES, thresholdPpm }, ['rules'])).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['rules', 'thresholdPpm'] }),
    );
  }
});

test('periods below the floor of the instance are refused, but a vote may start at once', () => {
  expect(() => assertRules({ ...RULES, votingPeriodMs: 999 }, [], 1000)).toThrow('from 1000');
  expect(() => assertRules({ ...RULES, noticePeriodMs: 999 }, [], 1000)).toThrow('from 1000');
  expect(() => assertRules({ ...RULES, votingDelayMs: 0 }, [], 1000)).not.toThrow();
  expect(() => assertRules({ ...RULES, votingPeriodMs: Number.MAX_SAFE_INTEGER }, [])).toThrow();
});

test('a roll has one digest, which anyone can compute from what is published of it', () => {
  const a = { personId: 'a', userId: '1', power: 1n };
  const b = { personId: 'b', userId: '2', power: 2n };
  const roll = freezeRoll([a, b], [{ userId: '1', delegateId: '2' }]);
  expect(rollDigest(publishedRoll(roll.entries.toReversed()))).not.toBe(roll.digest);
  expect(rollDigest(publishedRoll(roll.entries))).toBe(roll.digest);
  expect(JSON.stringify(publishedRoll(roll.entries).map(({ voter, delegate }) => [voter, delegate]))).not.toMatch(
    /"[12ab]"/,
  );
  expect(freezeRoll([a, b]).digest).not.toBe(freezeRoll([a, { ...b, power: 3n }]).digest);
});

test('a roll without power, or with a person or an account twice, is refused', () => {
  const a = { personId: 'a', userId: '1', power: 1n };
  expect(() => freezeRoll([])).toThrow(RollEmpty);
  expect(() => freezeRoll([{ ...a, power: 0n }])).toThrow(RollEmpty);
  expect(() => freezeRoll([a, { ...a, userId: '2' }])).toThrow(RollInvalid);
  expect(() => freezeRoll([a, { ...a, personId: 'b' }])).toThrow(RollInvalid);
  expect(() => freezeRoll([a, { personId: 'b', userId: '2', power: -1n }])).toThrow(RollInvalid);
});
