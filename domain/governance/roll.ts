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

/** A proposal on which nobody may vote could never be decided, so it is refused. Who has no power is no voter. */
export function freezeRoll(entries: readonly RollEntry[]): Roll {
  const voters = entries.filter((entry) => entry.power !== 0n).toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  if (voters.length === 0) throw new RollEmpty('Nobody may vote on this yet, so it cannot be put to the vote.');
  const accounts = new Set(voters.map((entry) => entry.userId));
  const persons = new Set(voters.map((entry) => entry.personId));
  if (accounts.size < voters.length || persons.size < voters.length || voters.some((entry) => entry.power < 0n)) {
    throw new RollInvalid('A roll lists each person once, each account once, and no power below zero.');
  }
  const total = voters.reduce((sum, entry) => sum + entry.power, 0n);
  return { entries: voters, total, digest: digestOf(voters.map((e) => [e.personId, e.userId, e.power.toString()])) };
}
