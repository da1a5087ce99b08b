import { expect, test } from '@jest/globals';
import { heldAt, mayServe } from '../../domain/metering/licence.ts';

test.each([
  ['hosted', 'hosted', false, true],
  ['hosted', 'licensed-gateway', true, false],
  ['hosted', 'open', true, false],
  ['licensed', 'hosted', true, false],
  ['licensed', 'licensed-gateway', false, false],
  ['licensed', 'licensed-gateway', true, true],
  ['licensed', 'open', true, false],
] as const)('a %s gateway and a version released as %s, licensed %s: %s', (kind, releaseMode, licensed, expected) => {
  expect(mayServe(kind, releaseMode, licensed)).toBe(expected);
});

test('a licence holds from its grant on, up to but not at its end', () => {
  const at = (second: number) => new Date(second * 1_000);
  const ended = { grantedAt: at(10), endedAt: at(20) };
  const second = { grantedAt: at(30), endedAt: null };
  expect([9, 10, 19, 20, 29, 30, 99].map((s) => heldAt([ended, second], at(s)))).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
  expect(heldAt([], at(10))).toBe(false);
});
