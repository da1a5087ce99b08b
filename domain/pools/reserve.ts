import { assertMicros, InvalidInput, type Id, type Micros } from '../shared/index.ts';
import { assertText, assertWhole, type ReleaseMode, type Scope } from './scope.ts';
import type { Terms } from './terms.ts';

/** Under what a member's data stays in a pool, whatever its members decide. What is null or empty is left to them. */
export interface ReserveTerms {
  /** In the pool's currency. */
  readonly minPricePerQueryMicros: Micros | null;
  /** Kinds of algorithm, and places to which the model may go. */
  readonly forbiddenUses: readonly string[];
  /** A consent may be asked for so many days at most. */
  readonly maxRetentionDays: number | null;
}

/** One member's reserve in one pool; a later one takes its place. */
export class Reserve implements ReserveTerms {
  readonly poolId!: Id;
  readonly userId!: Id;
  readonly minPricePerQueryMicros!: Micros | null;
  readonly forbiddenUses!: readonly string[];
  readonly maxRetentionDays!: number | null;
  /** The member's signature over `signedReserve`; null only for who never registered a key. */
  readonly statementJws!: string | null;
  readonly setAt!: Date;

  constructor(fields: Reserve) {
    Object.assign(this, fields);
  }
}

/** What the member signs; the subject is the pool. */
export function signedReserve({ minPricePerQueryMicros, forbiddenUses, maxRetentionDays }: ReserveTerms) {
  return { minPricePerQueryMicros: minPricePerQueryMicros?.toString() ?? null, forbiddenUses, maxRetentionDays };
}

export type ReserveBreach = 'RESERVE_PRICE' | 'RESERVE_USE' | 'RESERVE_RETENTION';

/** Why a member's data cannot stay under this charter; nothing where it can. */
export function breachesOf(reserve: ReserveTerms, scope: Scope, terms: Terms): ReserveBreach[] {
  const { minPricePerQueryMicros, forbiddenUses, maxRetentionDays } = reserve;
  const uses: readonly string[] = [scope.algorithmFamily, scope.releaseMode];
  return [
    ...(minPricePerQueryMicros !== null && terms.pricePerQueryMicros < minPricePerQueryMicros
      ? (['RESERVE_PRICE'] as const)
      : []),
    ...(forbiddenUses.some((use) => uses.includes(use)) ? (['RESERVE_USE'] as const) : []),
    ...(maxRetentionDays !== null && scope.retentionDays > maxRetentionDays ? (['RESERVE_RETENTION'] as const) : []),
  ];
}

const MOST_USES = 20;
const RELEASE_MODES: readonly ReleaseMode[] = ['hosted', 'licensed-gateway', 'open'];

/** Throws INVALID_INPUT; `families`: the kinds of algorithm that the instance has. */
export function assertReserve(reserve: ReserveTerms, families: readonly string[]): void {
  const { minPricePerQueryMicros, forbiddenUses, maxRetentionDays } = reserve;
  if (minPricePerQueryMicros !== null) assertMicros(minPricePerQueryMicros, ['minPricePerQueryMicros']);
  if (maxRetentionDays !== null) assertWhole(maxRetentionDays, ['maxRetentionDays'], 1, 3650);
  if (forbiddenUses.length > MOST_USES) throw new InvalidInput(['forbiddenUses'], `Name at most ${MOST_USES} uses.`);
  const known = [...families, ...RELEASE_MODES];
  for (const [i, use] of forbiddenUses.entries()) {
    assertText(use, ['forbiddenUses', String(i)], 200);
    if (!known.includes(use)) {
      throw new InvalidInput(['forbiddenUses', String(i)], `The uses that can be forbidden are: ${known.join(', ')}.`);
    }
  }
}
