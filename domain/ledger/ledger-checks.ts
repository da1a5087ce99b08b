import { checksOf, type Check, type Proofs } from '../audit/index.ts';

/** What the ledger can say of itself, and of which invariant each rule is part. README.md has them in words. */
const RULES = {
  'journal-balanced': 1,
  'journal-one-currency': 1,
  'usage-split': 1,
  'currency-balanced': 1,
  'balance-is-sum': 2,
  'entries-continuous': 2,
  'floors-kept': 9,
  'chain-intact': 11,
  'batch-counted': 11,
  'batch-sealed': 11,
} as const;

export type LedgerRule = keyof typeof RULES;

export function ledgerChecks(proofs: Proofs<LedgerRule>): readonly Check[] {
  return checksOf(RULES, proofs);
}
