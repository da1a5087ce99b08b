import { digestOf, type Id } from '../shared/index.ts';
import { RollEmpty, RollInvalid } from './errors.ts';

/** One voter and their power, as of publication. `personId` is the user's id where unproved accounts count. */
export interface RollEntry {
  readonly personId: Id;
  /** The account that casts the person's one vote. */
  readonly userId: Id;
  readonly power: bigint;
}

/** The frozen list of who may vote with what power, in one order, so that its digest can be computed by anyone. */
export interface Roll {
  readonly entries: readonly RollEntry[];
  readonly total: bigint;
  readonly digest: string;
}

/** A proposal on which nobody may vote could never be decided, so it is refused. */
export function freezeRoll(entries: readonly RollEntry[]): Roll {
  const sorted = entries.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  const total = sorted.reduce((sum, entry) => sum + entry.power, 0n);
  if (total === 0n) throw new RollEmpty('Nobody may vote on this yet, so it cannot be put to the vote.');
  const accounts = new Set(sorted.map((entry) => entry.userId));
  const persons = new Set(sorted.map((entry) => entry.personId));
  if (accounts.size < sorted.length || persons.size < sorted.length || sorted.some((entry) => entry.power <= 0n)) {
    throw new RollInvalid('A roll lists each person once, each account once, and only with power.');
  }
  return { entries: sorted, total, digest: digestOf(sorted.map((e) => [e.personId, e.userId, e.power.toString()])) };
}
