import { describe, expect, test } from '@jest/globals';
import { extensionBy } from '../../domain/governance/late-rule.ts';
import { SIMPLE, tallyOf, type BallotMethod, type Choice } from '../../domain/governance/index.ts';
import { runOff } from '../../domain/governance/ranked.ts';
import { countBallots, defeatReason } from '../../domain/governance/tally.ts';
import { aProposal, later, RULES } from './proposals.ts';

/** Cases of rules that others published, in our terms; where we differ, the name of the test says so. */
const outcome = (total: bigint, forPower: bigint, againstPower: bigint, abstainPower: bigint, rules = RULES) => {
  const count = { powers: [forPower, againstPower, abstainPower], castPower: forPower + againstPower + abstainPower };
  return defeatReason(SIMPLE, tallyOf(rules, total, SIMPLE, count)) ?? 'SUCCEEDED';
};

describe('as in OpenZeppelin’s Governor', () => {
  const tenPercent = { ...RULES, quorumPpm: 100_000 };

  test.each([
    ['more for than against, with quorum', 100n, 10n, 5n, 0n, 'SUCCEEDED'],
    ['for and abstain together make the quorum', 100n, 6n, 5n, 4n, 'SUCCEEDED'],
    ['against does not make the quorum', 100n, 6n, 90n, 3n, 'QUORUM_NOT_MET'],
    ['one below the quorum', 100n, 9n, 0n, 0n, 'QUORUM_NOT_MET'],
    ['a tie is a defeat', 100n, 20n, 20n, 0n, 'TIE'],
    ['more against than for', 100n, 20n, 21n, 0n, 'NOT_APPROVED'],
    ['nobody votes', 100n, 0n, 0n, 0n, 'QUORUM_NOT_MET'],
    ['abstentions alone make the quorum, and nothing else', 100n, 0n, 0n, 10n, 'TIE'],
  ] as const)('%s', (_, total, forPower, against, abstain, wanted) => {
    expect(outcome(total, forPower, against, abstain, tenPercent)).toBe(wanted);
  });

  test('the quorum that comes late extends once: lost and met again, it does not (unlike ours, not for a turn of the outcome)', () => {
    const rules = { ...RULES, votingPeriodMs: 60_000, lateWindowMs: 10_000 };
    const proposal = aProposal({ rules, state: 'ACTIVE', rollTotal: 100n });
    const tally = (forPower: bigint) =>
      tallyOf(rules, 100n, SIMPLE, { powers: [forPower, 0n, 0n], castPower: forPower });
    const at = later(proposal.endsAt, -5_000);
    const first = extensionBy(proposal, 'u', tally(10n), tally(20n), { quorumReached: false, extendedBy: [] }, at);
    expect(first).toEqual({ reason: 'QUORUM_LATE', endsAt: later(at, 10_000) });
    const again = extensionBy(proposal, 'u', tally(10n), tally(20n), { quorumReached: true, extendedBy: [] }, at);
    expect(again).toBeNull();
  });

  test('the quorum that comes early extends nothing', () => {
    const rules = { ...RULES, votingPeriodMs: 60_000, lateWindowMs: 10_000 };
    const proposal = aProposal({ rules, state: 'ACTIVE', rollTotal: 100n });
    const tally = tallyOf(rules, 100n, SIMPLE, { powers: [50n, 0n, 0n], castPower: 50n });
    const none = tallyOf(rules, 100n, SIMPLE, { powers: [0n, 0n, 0n], castPower: 0n });
    const early = { quorumReached: false, extendedBy: [] };
    expect(extensionBy(proposal, 'u', none, tally, early, later(proposal.endsAt, -10_001))).toBeNull();
  });
});

describe('as in Snapshot', () => {
  const choices = ['A', 'B', 'C'];
  const powersOf = (method: BallotMethod, ballots: readonly (readonly [Choice, bigint])[]) =>
    countBallots(
      { method, choices },
      ballots.map(([choice, power], i) => ({ userId: `u${i}`, choice, power })),
    ).powers;

  test('approval gives the whole power to each choice that is approved', () => {
    expect(
      powersOf('APPROVAL', [
        [[0, 1], 10n],
        [[1], 5n],
      ]),
    ).toEqual([10n, 15n, 0n, 0n]);
  });

  test('weighted divides a power by the weights (unlike ours, in floating point)', () => {
    expect(
      powersOf('WEIGHTED', [
        [
          [
            [0, 1],
            [1, 2],
          ],
          9n,
        ],
      ]),
    ).toEqual([3n, 6n, 0n, 0n]);
    expect(
      powersOf('WEIGHTED', [
        [
          [
            [0, 1],
            [1, 1],
            [2, 1],
          ],
          10n ** 19n + 1n,
        ],
      ]).reduce((a, b) => a + b),
    ).toBe(10n ** 19n + 1n);
  });

  test('ranked eliminates the least, and its ballots go to their next choice', () => {
    const cast = (power: bigint, ...ranking: number[]) => ({ ranking, power });
    const { winner, rounds } = runOff(3, [cast(4n, 0, 1, 2), cast(3n, 1, 0, 2), cast(2n, 2, 1, 0)], 'lot');
    expect([winner, rounds.map(({ powers }) => powers)]).toEqual([
      1,
      [
        [4n, 3n, 2n],
        [4n, 5n, null],
      ],
    ]);
  });

  test('ranked decides a cycle without looking at the order of the list (unlike Snapshot: B wins there, and C under other labels)', () => {
    const cycle = (to: readonly number[]) =>
      [
        [0, 1, 2],
        [1, 2, 0],
        [2, 0, 1],
      ].map((ranking) => ({ ranking: ranking.map((place) => to[place] as number), power: 1n }));
    const lots = Array.from({ length: 200 }, (_, i) => runOff(3, cycle([0, 1, 2]), `lot ${i}`).winner);
    const relabelled = Array.from({ length: 200 }, (_, i) => runOff(3, cycle([1, 0, 2]), `lot ${i}`).winner);
    for (const place of [0, 1, 2]) {
      expect(lots.filter((winner) => winner === place).length).toBeGreaterThan(40);
      expect(relabelled.filter((winner) => winner === place).length).toBeGreaterThan(40);
    }
  });

  test('ranked takes ballots that do not name all choices, and shows what they exhaust (unlike Snapshot, which refuses them)', () => {
    const { winner, rounds } = runOff(
      3,
      [
        { ranking: [0], power: 3n },
        { ranking: [1], power: 2n },
        { ranking: [2, 1], power: 2n },
      ],
      'x',
    );
    expect(rounds.at(-1)?.exhausted).toBeGreaterThanOrEqual(0n);
    expect([0, 1]).toContain(winner);
  });

  test('sums are exact whatever the order (unlike Snapshot, which loses units above 2^53)', () => {
    const ballots: [Choice, bigint][] = [
      [[0], 10n ** 16n],
      [[0], 1n],
      [[0], 1n],
    ];
    expect(powersOf('APPROVAL', ballots)[0]).toBe(10n ** 16n + 2n);
    expect(powersOf('APPROVAL', ballots.toReversed())[0]).toBe(10n ** 16n + 2n);
  });
});
