import { newId } from '../../domain/shared/index.ts';
import { Proposal, SIMPLE, type GovernanceRules } from '../../domain/governance/index.ts';

export const START = new Date('2026-01-01T00:00:00.000Z');

export const RULES: GovernanceRules = {
  votingDelayMs: 0,
  votingPeriodMs: 60_000,
  noticePeriodMs: 10_000,
  gracePeriodMs: 30_000,
  quorumPpm: 200_000,
  thresholdPpm: 500_000,
  abstainCountsToQuorum: true,
};

export function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

export function aProposal(changes: Partial<Proposal> = {}): Proposal {
  const rules = changes.rules ?? RULES;
  const startsAt = later(START, rules.votingDelayMs);
  return new Proposal({
    id: newId(),
    groupId: newId(),
    kind: 'test',
    params: {},
    paramsDigest: '',
    title: 'A question',
    authorId: newId(),
    rules,
    ...SIMPLE,
    electorate: 'everyone',
    rollTotal: 10n,
    rollDigest: '',
    contentDigest: '',
    createdAt: START,
    startsAt,
    endsAt: later(startsAt, rules.votingPeriodMs),
    state: 'PENDING',
    defeatReason: null,
    powers: null,
    castPower: null,
    winner: null,
    rounds: null,
    decidedAt: null,
    eta: null,
    expiresAt: null,
    executionAttempts: 0,
    failureCode: null,
    rejectionAttempts: 0,
    rejectUntil: null,
    dueAt: startsAt,
    ...changes,
  });
}
