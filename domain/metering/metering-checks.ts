import { checksOf, type Check, type Proofs } from '../audit/index.ts';

/** What the inbox can say of itself, and of which invariant each rule is part. README.md has them in words. */
const RULES = {
  'inbox-one-place': 7,
  'pending-fresh': 7,
  'inbox-names-known': 7,
  'event-key-true': 7,
  'conflict-reported': 7,
} as const;

export type MeteringRule = keyof typeof RULES;

export function meteringChecks(proofs: Proofs<MeteringRule>): readonly Check[] {
  return checksOf(RULES, proofs);
}
