import type { Id } from '../shared/index.ts';
import type { SequenceGap } from './gateway.ts';

/**
 * Numbers of a gateway that are missing, from the moment they were first missed. Late events close most of them before
 * they are old enough to be reported; what is reported stays, and is closed when the last of its numbers has come.
 */
export class WatchedGap implements SequenceGap {
  readonly id!: Id;
  readonly gatewayId!: Id;
  readonly first!: bigint;
  readonly last!: bigint;
  readonly firstSeenAt!: Date;
  /** When it had been missing for so long that it was reported; null before. */
  readonly openedAt!: Date | null;
  readonly closedAt!: Date | null;

  constructor(fields: WatchedGap) {
    Object.assign(this, fields);
  }
}

export interface GapChanges {
  /** Missing now and not watched yet; a piece of a gap that was watched is as old as the whole. */
  readonly appeared: readonly (SequenceGap & { readonly firstSeenAt: Date })[];
  /** Watched, never reported, and not as it was any more. */
  readonly outdated: readonly WatchedGap[];
  /** Reported, and since then all of its numbers have come. */
  readonly filled: readonly WatchedGap[];
}

/**
 * What changed between the gaps that are watched and those that are there now, `current`: the lowest ones, each as long
 * as can be. Above `horizon` nothing is known, so nothing is changed; null where `current` is all there is.
 */
export function gapChanges(
  watched: readonly WatchedGap[],
  current: readonly SequenceGap[],
  horizon: bigint | null,
  now: Date,
): GapChanges {
  const appeared: GapChanges['appeared'][number][] = [];
  const unchanged = new Set<WatchedGap>();
  for (const gap of current) {
    const around = watched.find((one) => one.first <= gap.first && gap.last <= one.last);
    const same = around?.first === gap.first && around.last === gap.last;
    if (around && (same || around.openedAt || beyond(around, horizon))) unchanged.add(around);
    else appeared.push({ first: gap.first, last: gap.last, firstSeenAt: around?.firstSeenAt ?? now });
  }
  const over = watched.filter((one) => !unchanged.has(one) && !beyond(one, horizon));
  return {
    appeared,
    outdated: over.filter(({ openedAt }) => openedAt === null),
    filled: over.filter(({ openedAt }) => openedAt !== null),
  };
}

function beyond({ last }: SequenceGap, horizon: bigint | null): boolean {
  return horizon !== null && last > horizon;
}
