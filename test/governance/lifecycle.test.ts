import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { afterStep, SIMPLE, tallyOf, VotingClosed, type Proposal } from '../../domain/governance/index.ts';
import {
  activate,
  cancel,
  close,
  dueAct,
  executed,
  executionFailed,
  expire,
  giveUpRejection,
  rejected,
  rejectionFailed,
  SUCCESSORS,
  type Step,
} from '../../domain/governance/lifecycle.ts';
import { assertMayCancel, assertMayVote } from '../../domain/governance/proposal.ts';
import { aProposal, later, RULES, START } from './proposals.ts';

const entry = { personId: 'p', userId: 'u', power: 1n, delegateId: null };
const passing = tallyOf(RULES, 10n, SIMPLE, { powers: [10n, 0n, 0n], castPower: 10n });
const failing = tallyOf(RULES, 10n, SIMPLE, { powers: [0n, 10n, 0n], castPower: 10n });

/** What a worker does at `now`, with the given outcome of the vote and of what the action is asked for. */
function settle(proposal: Proposal, now: Date, passes: boolean, works: boolean): Proposal {
  const act = dueAct(proposal, now);
  if (act === null) return proposal;
  const steps = {
    activate: () => activate(proposal),
    close: () => close(proposal, passes ? passing : failing, null, now),
    execute: () => (works ? executed(proposal) : executionFailed(proposal, 'X', now)),
    expire: () => expire(proposal, now),
    reject: () => (works ? rejected(proposal) : rejectionFailed(proposal, 'X', now)),
    giveUp: giveUpRejection,
  };
  return afterStep(proposal, steps[act]());
}

describe('the voting interval', () => {
  test('I2 takes a ballot at the start and none at the end, whatever the clock', () => {
    const proposal = aProposal({ state: 'ACTIVE' });
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 61_000 }), (ms) => {
        const vote = () => assertMayVote(proposal, entry, later(START, ms));
        if (ms >= 0 && ms < RULES.votingPeriodMs) expect(vote).not.toThrow();
        else expect(vote).toThrow(VotingClosed);
      }),
    );
  });

  test('is closed at its very end and open one millisecond before', () => {
    const proposal = aProposal({ state: 'ACTIVE' });
    expect(() => assertMayVote(proposal, entry, later(proposal.endsAt, -1))).not.toThrow();
    expect(() => assertMayVote(proposal, entry, proposal.endsAt)).toThrow(VotingClosed);
  });

  test('is closed for a cancelled proposal', () => {
    expect(() => assertMayVote(aProposal({ state: 'CANCELLED' }), entry, START)).toThrow(VotingClosed);
  });

  test('ends the time in which the author may cancel', () => {
    const proposal = aProposal({ rules: { ...RULES, votingDelayMs: 1000 } });
    expect(() => assertMayCancel(proposal, later(START, 999))).not.toThrow();
    expect(() => assertMayCancel(proposal, later(START, 1000))).toThrow('until its voting starts');
  });
});

function isFinal({ state }: Proposal): boolean {
  return SUCCESSORS[state].length === 0;
}

describe('a proposal under any pace of its workers', () => {
  const looks = fc.array(fc.record({ ms: fc.nat(40_000), passes: fc.boolean(), works: fc.boolean() }), {
    maxLength: 60,
  });

  test('I4 moves only along the table and stays in a terminal state', () => {
    fc.assert(
      fc.property(looks, (several) => {
        let proposal = aProposal();
        let now = START;
        for (const { ms, passes, works } of several) {
          now = later(now, ms);
          const moved = settle(proposal, now, passes, works);
          if (isFinal(proposal)) expect(moved.state).toBe(proposal.state);
          if (proposal.dueAt === null) expect(moved).toEqual(proposal);
          proposal = moved;
        }
        if (proposal.dueAt === null) expect(isFinal(proposal)).toBe(true);
        else if (isFinal(proposal)) expect(proposal.rejectUntil).not.toBeNull();
      }),
    );
  });

  test('I13 is executed once, never before the notice period after its decision, never after the grace', () => {
    fc.assert(
      fc.property(looks, (several) => {
        let proposal = aProposal();
        let now = START;
        const executions: Date[] = [];
        for (const { ms, works } of several) {
          now = later(now, ms);
          const before = proposal.state;
          proposal = settle(proposal, now, true, works);
          if (proposal.state === 'EXECUTED' && before !== 'EXECUTED') executions.push(now);
        }
        expect(executions.length).toBeLessThanOrEqual(1);
        const [at] = executions;
        if (!at || !proposal.decidedAt || !proposal.expiresAt) return;
        expect(at.getTime() - proposal.decidedAt.getTime()).toBeGreaterThanOrEqual(RULES.noticePeriodMs);
        expect(at.getTime()).toBeLessThan(proposal.expiresAt.getTime());
      }),
    );
  });

  test('refuses every path that the table does not have', () => {
    const steps: Step[] = [
      activate(aProposal()),
      close(aProposal(), passing, null, START),
      executed(aProposal()),
      expire(aProposal(), START),
      cancel(),
    ];
    for (const state of ['DEFEATED', 'EXECUTED', 'EXPIRED', 'CANCELLED'] as const) {
      for (const step of steps) expect(() => afterStep(aProposal({ state }), step)).toThrow('cannot go from');
    }
  });
});

test('a failed execution is tried again before the grace ends, at last at its end', () => {
  const queued = afterStep(aProposal({ state: 'ACTIVE' }), close(aProposal(), passing, null, START));
  let proposal = queued;
  let now = proposal.dueAt as Date;
  while (dueAct(proposal, now) === 'execute') {
    proposal = afterStep(proposal, executionFailed(proposal, 'X', now));
    now = proposal.dueAt as Date;
  }
  expect(dueAct(proposal, now)).toBe('expire');
  expect(now).toEqual(queued.expiresAt);
  expect(proposal.executionAttempts).toBeGreaterThan(3);
});

test('a failed rejection is tried again until the grace ends, then given up, and the defeat stands throughout', () => {
  const active = aProposal({ state: 'ACTIVE' });
  const defeated = afterStep(active, close(active, failing, null, active.endsAt));
  let proposal = defeated;
  let now = proposal.dueAt as Date;
  expect(now).toEqual(active.endsAt);
  while (dueAct(proposal, now) === 'reject') {
    proposal = afterStep(proposal, rejectionFailed(proposal, 'X', now));
    now = proposal.dueAt as Date;
  }
  expect(now).toEqual(later(active.endsAt, RULES.gracePeriodMs));
  expect(proposal.rejectionAttempts).toBeGreaterThan(3);
  expect(dueAct(proposal, now)).toBe('giveUp');
  expect(afterStep(proposal, giveUpRejection())).toMatchObject({ state: 'DEFEATED', dueAt: null });
});

test('a rejection is tried at least once, however late the worker comes', () => {
  const active = aProposal({ state: 'ACTIVE' });
  const defeated = afterStep(active, close(active, failing, null, active.endsAt));
  expect(dueAct(defeated, later(active.endsAt, 10 * RULES.gracePeriodMs))).toBe('reject');
});
