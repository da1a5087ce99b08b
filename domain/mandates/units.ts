import type { Units } from '../pools/index.ts';
import { InvalidInput } from '../shared/index.ts';

const NAMES = ['queries', 'inputTokens', 'outputTokens', 'seconds'] as const satisfies readonly (keyof Units)[];

/** Most of one unit in one call. */
const MOST = 1_000_000_000;

/** What a call may use at most: whole numbers, at least one of them more than zero. */
export function assertUnits(units: Units, field: readonly string[]): Units {
  for (const name of NAMES) {
    const value = units[name];
    if (!Number.isInteger(value) || value < 0 || value > MOST) {
      throw new InvalidInput([...field, name], `Give a whole number from 0 to ${MOST}.`);
    }
  }
  if (NAMES.every((name) => units[name] === 0)) {
    throw new InvalidInput(field, 'A call uses at least one of something; name the most that it may use.');
  }
  return units;
}

export function isWithin(units: Units, most: Units): boolean {
  return NAMES.every((name) => units[name] <= most[name]);
}

export function sameUnits(a: Units, b: Units): boolean {
  return NAMES.every((name) => a[name] === b[name]);
}
