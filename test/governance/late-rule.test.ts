import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { extensionBy } from '../../domain/governance/late-rule.ts';
import { SIMPLE, tallyOf } from '../../domain/governance/index.ts';
import { aProposal, later, RULES, START } from './proposals.ts';

const rules = { ...RULES, votingPeriodMs: 60_000, lateWindowMs: 10_000 };
const proposal = aProposal({ rules, state: 'ACTIVE', rollTotal: 100n });
const end = proposal.endsAt;
const tally = (forPower: bigint, againstPower: bigint) =>
  tallyOf(rules, 100n, SIMPLE, { powers: [forPower, againstPower, 0n], castPower: forPower + againstPower });
const [without, passing, failing] = [tally(1n, 0n), tally(30n, 20n), tally(30n, 40n)];
const box = (quorumReached: boolean, extendedBy: string[] = []) => ({ quorumReached, extendedBy });

describe('the late rule', () => {
  test('extends where the quorum is met late for the first time, from exactly the window on', () => {
    const at = later(end, -10_000);
    expect(extensionBy(proposal, 'u', without, passing, box(false), at)).toBeNull();
    const next = later(at, 1);
    expect(extensionBy(proposal, 'u', without, passing, box(false), next)).toEqual({
      reason: 'QUORUM_LATE',
      endsAt: later(next, 10_000),
    });
    expect(extensionBy(proposal, 'u', without, passing, box(false), later(at, -1))).toBeNull();
  });

  test('extends where the outcome turns late, which one voter’s ballots do once', () => {
    const at = later(end, -1);
    const extension = { reason: 'OUTCOME_TURNED_LATE', endsAt: later(at, 10_000) };
    expect(extensionBy(proposal, 'u', passing, failing, box(true), at)).toEqual(extension);
    expect(extensionBy(proposal, 'u', failing, passing, box(true, ['v']), at)).toEqual(extension);
    expect(extensionBy(proposal, 'u', failing, passing, box(true, ['u']), at)).toBeNull();
  });

  test('does nothing where the outcome stays, nor where the rules have no window', () => {
    expect(extensionBy(proposal, 'u', passing, tally(31n, 20n), box(true), later(end, -1))).toBeNull();
    const plain = aProposal({ state: 'ACTIVE', rollTotal: 100n });
    expect(extensionBy(plain, 'u', passing, failing, box(true), later(plain.endsAt, -1))).toBeNull();
  });

  test('I3 moves the end on only, and never more than one voting period', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9_999), { maxLength: 40 }), (beforeEnd) => {
        let extended = proposal;
        beforeEnd.forEach((ms, i) => {
          const at = later(extended.endsAt, -1 - ms);
          const [before, after] = i % 2 ? [passing, failing] : [failing, passing];
          const extension = extensionBy(extended, `u${i}`, before, after, box(true), at);
          if (!extension) return;
          expect(extension.endsAt > extended.endsAt).toBe(true);
          extended = aProposal({ rules, state: 'ACTIVE', rollTotal: 100n, endsAt: extension.endsAt });
        });
        expect(extended.endsAt <= later(START, 2 * rules.votingPeriodMs)).toBe(true);
      }),
    );
  });
});
