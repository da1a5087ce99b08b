import { checksOf, type Check, type Fault } from '../../audit/index.ts';
import type { Id, Snapshot } from '../../shared/index.ts';

/** What pots, owners, draws and refunds can say of themselves. README.md has the rules in words. */
export const INVARIANT_OF = {
  'pot-days': 3,
  'pot-refunds': 3,
  'pot-shares': 4,
  'pot-telescopes': 4,
  'pot-matured': 5,
  'draws-covered': 5,
  'draws-recorded': 5,
  'pot-weights': 6,
  'earnings-shown': 10,
} as const;

export type PotRule = keyof typeof INVARIANT_OF;

export interface PotProofs {
  /** Over all pots, or over one. */
  firstFault(snapshot: Snapshot, rule: PotRule, modelVersionId?: Id): Promise<Fault | null>;
}

export function potChecks(proofs: PotProofs): readonly Check[] {
  return checksOf<PotRule>(INVARIANT_OF, proofs);
}

/** Those that read a pot's own lines alone, however many there are of others. */
export const RULES_OF_ONE = [
  'pot-days',
  'pot-shares',
  'pot-telescopes',
  'pot-matured',
  'draws-covered',
  'pot-weights',
] as const satisfies readonly PotRule[];
