import type { Check, Fault } from '../audit/index.ts';
import type { Snapshot } from '../shared/index.ts';
import { charterDigests, type Charter } from './charter.ts';

export interface FrozenCharters {
  all(snapshot: Snapshot): AsyncIterable<readonly Charter[]>;
  byDigests(snapshot: Snapshot, digests: readonly string[]): Promise<readonly Charter[]>;
}

/** What members adopted is what is kept: each charter still has the digests under which it was voted on. */
export function charterChecks(charters: FrozenCharters): readonly Check[] {
  return [{ name: 'charter-digest', invariant: 6, run: (snapshot) => firstChanged(charters, snapshot) }];
}

async function firstChanged(charters: FrozenCharters, snapshot: Snapshot): Promise<Fault | null> {
  for await (const page of charters.all(snapshot)) {
    for (const charter of page) {
      const wanted = charterDigests(charter);
      const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).find((name) => wanted[name] !== charter[name]);
      if (!changed) continue;
      const row = `charter ${charter.id}`;
      return { row, message: `${row}: its ${changed} is ${charter[changed]}, but what it says has ${wanted[changed]}` };
    }
  }
  return null;
}
