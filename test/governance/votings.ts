import * as fc from 'fast-check';
import { put, type Weighed } from '../../domain/governance/ballot-box.ts';
import {
  emptyBox,
  type Ballotable,
  type BallotBox,
  type BallotMethod,
  type Choice,
  type CountedBallot,
  type RollEntry,
  type Weight,
} from '../../domain/governance/index.ts';
import { delegatesOn } from '../../domain/governance/roll.ts';

export const LIST = ['red', 'green', 'blue', 'grey'];
export const VOTERS = 8;

const places = fc.uniqueArray(fc.integer({ min: 0, max: LIST.length - 1 }), { minLength: 1 });

/** What a ballot can say under each method, without ABSTAIN where the choices are the proposal's own. */
export const choiceOf: Record<BallotMethod, fc.Arbitrary<Choice>> = {
  SIMPLE: fc.constantFrom('FOR', 'AGAINST', 'ABSTAIN'),
  APPROVAL: places.map((some) => some.toSorted((a, b) => a - b)),
  RANKED: places,
  WEIGHTED: fc
    .tuple(places, fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: LIST.length, maxLength: LIST.length }))
    .map(([some, weights]) => some.toSorted((a, b) => a - b).map((place): Weight => [place, weights[place] as number])),
};

export type Cast = { readonly voter: number; readonly choice: Choice };
export type Listed = Omit<RollEntry, 'pseudonym'>;

/** A roll with delegates, and ballots on it in the order in which they come; later ones of a voter replace earlier ones. */
export interface Voting {
  readonly on: Ballotable;
  readonly roll: readonly Listed[];
  readonly cast: readonly Cast[];
}

export const METHODS: readonly BallotMethod[] = ['SIMPLE', 'APPROVAL', 'WEIGHTED', 'RANKED'];

/** `also`: what else an entry of the chain can be, such as STRUCK. */
export const castOn = (method: BallotMethod, maxLength = 30, also: readonly Choice[] = []): fc.Arbitrary<Cast[]> =>
  fc.array(
    fc.record({
      voter: fc.integer({ min: 0, max: VOTERS - 1 }),
      choice: fc.oneof(fc.constantFrom<Choice>('ABSTAIN', ...also), choiceOf[method]),
    }),
    { maxLength },
  );

export const votingOn = (...methods: readonly BallotMethod[]): fc.Arbitrary<Voting> => votingWith(methods, []);

/** The same, where ballots are struck too. */
export const strikingOn = (...methods: readonly BallotMethod[]): fc.Arbitrary<Voting> =>
  votingWith(methods, ['STRUCK']);

const votingWith = (methods: readonly BallotMethod[], also: readonly Choice[]): fc.Arbitrary<Voting> =>
  fc.constantFrom(...methods).chain((method) =>
    fc.record({
      on: fc.constant({ method, choices: method === 'SIMPLE' ? ['FOR', 'AGAINST'] : LIST }),
      roll: fc
        .record({
          powers: fc.array(fc.bigInt({ min: 1n, max: 2n ** 60n }), { minLength: VOTERS, maxLength: VOTERS }),
          to: fc.array(fc.integer({ min: 0, max: VOTERS - 1 }), { minLength: VOTERS, maxLength: VOTERS }),
        })
        .map(({ powers, to }) => rollOf(powers, to)),
      cast: castOn(method, 30, also),
    }),
  );

/** Each voter with whom they delegate to, by place; to oneself: to nobody. No cap, so that there is much of it. */
export function rollOf(powers: readonly bigint[], to: readonly number[]): Listed[] {
  const voters = powers.map((power, i) => ({ userId: `u${i}`, personId: `p${i}`, power }));
  const asked = to.map((delegate, from) => ({ userId: `u${from}`, delegateId: `u${delegate}` }));
  const delegates = delegatesOn(voters, asked, 1_000_000);
  return voters.map((voter) => ({ ...voter, delegateId: delegates.get(voter.userId) ?? null }));
}

/** The ballots that count: the last of each voter. */
export function currentOf(cast: readonly Cast[]): CountedBallot[] {
  return [...new Map(cast.map(({ voter, choice }) => [voter, choice]))].map(([voter, choice]) => {
    return { userId: `u${voter}`, choice };
  });
}

export const totalOf = (roll: readonly Pick<Listed, 'power'>[]) => roll.reduce((sum, { power }) => sum + power, 0n);

/** The boxes after each of the ballots, the empty one first. */
export function boxesOf({ on, roll, cast }: Voting): BallotBox[] {
  const weighed = new Map<string, Weighed>();
  for (const { userId, power } of roll) {
    const behind = roll.filter(({ delegateId }) => delegateId === userId);
    weighed.set(userId, { power: power + totalOf(behind), choice: null });
  }
  const boxes = [emptyBox({ ...on, id: 'x', rollDigest: 'r' })];
  for (const { voter, choice } of cast) {
    const { userId, power: ownPower, delegateId } = roll[voter] as Listed;
    const entering = { userId, choice, digest: 'd' };
    boxes.push(put(boxes.at(-1) as BallotBox, on, entering, { ownPower, delegateId }, weighed));
  }
  return boxes;
}
