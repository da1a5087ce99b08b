import type { GovernanceRules } from '../../domain/governance/index.ts';
import type { Scope, Terms } from '../../domain/pools/index.ts';

export const DAY_MS = 24 * 3600 * 1000;

export function aScope(changes: Partial<Scope> = {}): Scope {
  return {
    purpose: 'train a text model',
    streams: [{ name: 'reddit.comments', fields: ['at', 'body'] }],
    retentionDays: 365,
    recipients: ['members of the pool'],
    algorithmFamily: 'text-ngram',
    linkage: 'none',
    releaseMode: 'hosted',
    ...changes,
  };
}

export const VOTE: GovernanceRules = {
  votingDelayMs: 0,
  votingPeriodMs: DAY_MS,
  noticePeriodMs: DAY_MS,
  gracePeriodMs: DAY_MS,
  quorumPpm: 500_000,
  thresholdPpm: 500_000,
  abstainCountsToQuorum: true,
};

export function someTerms(changes: Partial<Terms> = {}): Terms {
  return {
    currency: 'EUR',
    pricePerQueryMicros: 10_000n,
    platformPpm: 100_000,
    builderPpm: 200_000,
    ownersPpm: 700_000,
    minPersons: 2,
    minRecords: 20,
    minRecordsPerMember: 5,
    pledgingPeriodMs: DAY_MS,
    governance: VOTE,
    valuationMethod: 'leave-out',
    ...changes,
  };
}
