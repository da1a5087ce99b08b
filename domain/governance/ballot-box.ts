import { changed, type Id } from '../shared/index.ts';
import { chainHead } from './ballot.ts';
import { partsOf, type Ballotable, type Choice } from './choice.ts';
import { noCount, type Count } from './tally.ts';

/**
 * What the ballots of a proposal have come to so far: counters that every ballot moves, so that a count on a screen and the
 * late rule cost the same whether ten voted or a million. The close counts again from roll and ballots and compares.
 */
export class BallotBox implements Count {
  readonly proposalId!: Id;
  /** Of the last ballot; 0 before the first. */
  readonly sequence!: bigint;
  readonly head!: string;
  readonly powers!: readonly bigint[];
  readonly castPower!: bigint;
  /** Behind ballots that were struck. */
  readonly struckPower!: bigint;
  /** How many voters have a ballot that counts. */
  readonly voters!: number;
  /** Whether the quorum was met at any time: it counts as late once only. */
  readonly quorumReached!: boolean;
  /** Whose ballots have turned the outcome and extended the voting: each of them can do so once. */
  readonly extendedBy!: readonly Id[];

  constructor(fields: BallotBox) {
    Object.assign(this, fields);
  }
}

/** Its chain begins with the roll. */
export function emptyBox(proposal: Ballotable & { readonly id: Id; readonly rollDigest: string }): BallotBox {
  const { id: proposalId, rollDigest: head } = proposal;
  const nobody = { struckPower: 0n, voters: 0, quorumReached: false, extendedBy: [] };
  return new BallotBox({ proposalId, sequence: 0n, head, ...noCount(proposal), ...nobody });
}

/** What the box must know of one voter: the power that goes with a ballot of theirs, and the ballot that counts. */
export interface Weighed {
  /** Their own, and what was delegated to them by who has cast no ballot. */
  power: bigint;
  choice: Choice | null;
}

/** A ballot on its way into the box. */
export interface Entering {
  readonly userId: Id;
  readonly choice: Choice;
  readonly digest: string;
}

/** What the roll says of its voter. */
export interface Place {
  readonly ownPower: bigint;
  readonly delegateId: Id | null;
}

/**
 * The box with one more ballot in it. `weighed` holds the voter, and their delegate if there is one; both are brought up
 * to date, so that ballots can follow one another.
 */
export function put(
  box: BallotBox,
  on: Ballotable,
  ballot: Entering,
  place: Place,
  weighed: ReadonlyMap<Id, Weighed>,
): BallotBox {
  const voter = weighed.get(ballot.userId) as Weighed;
  const powers = [...box.powers];
  let { castPower, struckPower, voters } = box;
  const add = (choice: Choice, power: bigint, sign: 1n | -1n) => {
    if (choice === 'STRUCK') struckPower += sign * power;
    else castPower += sign * power;
    partsOf(on, choice, power).forEach((part, i) => (powers[i] = (powers[i] as bigint) + sign * part));
  };
  if (voter.choice !== null) add(voter.choice, voter.power, -1n);
  else {
    if (place.delegateId !== null) takeBack(weighed.get(place.delegateId) as Weighed, place.ownPower, add);
  }
  add(ballot.choice, voter.power, 1n);
  voters += counted(ballot.choice) - counted(voter.choice);
  voter.choice = ballot.choice;
  const sequence = box.sequence + 1n;
  const head = chainHead(box.head, { sequence, digest: ballot.digest });
  return changed(box, { sequence, head, powers, castPower, struckPower, voters });
}

function counted(choice: Choice | null): 0 | 1 {
  return choice === null || choice === 'STRUCK' ? 0 : 1;
}

function takeBack(
  delegate: Weighed,
  power: bigint,
  add: (choice: Choice, power: bigint, sign: 1n | -1n) => void,
): void {
  if (delegate.choice !== null) add(delegate.choice, delegate.power, -1n);
  delegate.power -= power;
  if (delegate.choice !== null) add(delegate.choice, delegate.power, 1n);
}
