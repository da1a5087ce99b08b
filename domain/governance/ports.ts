import type { Id, Json, Page, PageRequest, Tx } from '../shared/index.ts';
import type { BallotBox, Place, Weighed } from './ballot-box.ts';
import type { Ballot } from './ballot.ts';
import type { Council, Veto } from './council.ts';
import type { Delegation } from './delegation.ts';
import type { Step } from './lifecycle.ts';
import type { ProposalLimits } from './proposal-limits.ts';
import type { Proposal } from './proposal.ts';
import type { Roll, RollEntry, Voter } from './roll.ts';
import type { Strike } from './strike.ts';
import type { CountedBallot } from './tally.ts';
import type { Transition } from './transition.ts';

/** What one kind of proposal does. Registered in `wiring/` by the context that owns the subject. */
export interface ProposalAction<P = unknown> {
  readonly kind: string;
  /** Throws a DomainError when the parameters are not of this kind. */
  parse(params: Json): P;
  /** Refuses a proposal that could not be executed as things stand. */
  check(tx: Tx, params: P, proposal: Pick<Proposal, 'groupId' | 'authorId'>): Promise<void>;
  /** What would change, in sentences a voter can read. */
  preview(params: P, proposal: Pick<Proposal, 'groupId'>): Promise<readonly string[]>;
  /** Runs in the transaction of the transition to EXECUTED, and checks again: the world may have moved since. */
  execute(tx: Tx, params: P, proposal: Proposal): Promise<void>;
  /**
   * Draws the consequence of an end without execution. After a defeat or an expiry it runs in a transaction of its own,
   * and again while it throws, for the vote has ended whatever it does; in a cancellation it runs in the same one.
   */
  rejected?(tx: Tx, params: P, proposal: Proposal): Promise<void>;
}

/** Who may vote in a group, as of now. Asked once per proposal, when it is published. */
export interface Electorate {
  readonly name: string;
  /** Whether who votes here votes for themselves alone. Left out: delegations in the group count. */
  readonly inPerson?: boolean;
  /** All whom its decisions reach, by the name of a registered audience of the group. Left out: who may vote. */
  readonly audience?: string;
  /** `params`: of the proposal, for who votes only on some. */
  roll(tx: Tx, groupId: Id, params: Json): Promise<readonly Voter[]>;
  /** Whether this account could be on such a roll. */
  includes(tx: Tx, groupId: Id, userId: Id): Promise<boolean>;
}

export interface Delegations {
  /** Ends the one that held for the same member and group, and inserts this one. */
  replace(tx: Tx, delegation: Delegation): Promise<void>;
  lock(tx: Tx, id: Id): Promise<Delegation | null>;
  end(tx: Tx, id: Id): Promise<void>;
  /** Those that hold now in a group, the oldest first. */
  holding(tx: Tx, groupId: Id): Promise<readonly Pick<Delegation, 'userId' | 'delegateId'>[]>;
  byId(id: Id): Promise<Delegation | null>;
  /** Given by the user, the newest first. */
  ofUser(userId: Id, page: PageRequest): Promise<Page<Delegation>>;
  /** Given to the user in a group, that hold now; the oldest first. */
  toUser(userId: Id, groupId: Id, page: PageRequest): Promise<Page<Delegation>>;
}

export interface Proposals {
  /** Writes the proposal, its whole roll, in one statement, and an empty box. */
  publish(tx: Tx, proposal: Proposal, roll: Roll): Promise<void>;
  /** What counts against the limits; the group is held until the transaction ends, so that no two find the same room. */
  countInGroup(tx: Tx, groupId: Id, authorId: Id): Promise<ProposalLimits>;
  lock(tx: Tx, id: Id): Promise<Proposal | null>;
  /** Null also while another worker holds it. */
  lockUnheld(tx: Tx, id: Id): Promise<Proposal | null>;
  /** Changes the proposal and logs every state on the step's path. */
  advance(tx: Tx, proposal: Proposal, step: Step): Promise<Proposal>;
  /** Those at which a worker must look now, the one that has been due longest first. */
  due(): Promise<Id[]>;
  byId(id: Id): Promise<Proposal | null>;
  byIds(ids: readonly Id[]): Promise<Proposal[]>;
  /** Those in the last quarter of their voting, and at most a day before its end, whose voters were not reminded. */
  closingSoon(): Promise<Id[]>;
  /** Newest first. */
  ofGroup(groupId: Id, page: PageRequest): Promise<Page<Proposal>>;
  /** The logs of all of them, each from its first line on. */
  transitionsOf(ids: readonly Id[]): Promise<Transition[]>;
}

export interface Rolls {
  of(tx: Tx, proposalId: Id): Promise<RollEntry[]>;
  /** In the order of the pseudonyms. */
  listed(proposalId: Id): Promise<RollEntry[]>;
  /** Users above `after`, in the order of their ids; without those who have a ballot, where only the others are asked for. */
  usersAfter(tx: Tx, proposalId: Id, after: Id | null, limit: number, undecidedOnly: boolean): Promise<Id[]>;
  /** Who delegated to the voter of a ballot, and has none on its proposal. */
  delegatorsAfter(tx: Tx, ballotId: Id, after: Id | null, limit: number): Promise<Id[]>;
  /** The user's place by proposal; those on whose roll they are not are absent. */
  placesOf(userId: Id, proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, RollPlace>>;
}

/** Of what was announced, so that it is announced once, and nothing is executed before. */
export interface Told {
  /** That the voting closes soon; false where it was told before. */
  once(tx: Tx, proposalId: Id): Promise<boolean>;
  /** It may be executed only when everybody was told. */
  awaitExit(tx: Tx, proposalId: Id): Promise<void>;
  /** They were; false where that was known. */
  exitTold(tx: Tx, proposalId: Id): Promise<boolean>;
  awaitsExit(tx: Tx, proposalId: Id): Promise<boolean>;
}

export interface Ballots {
  /** The proposal is locked. */
  box(tx: Tx, proposalId: Id): Promise<BallotBox>;
  /** Of those of them who are on the roll, and of their delegates. */
  places(tx: Tx, proposalId: Id, userIds: readonly Id[]): Promise<ReadonlyMap<Id, VotingPlace>>;
  /** Appends them as their voters' current ballots, marks those that they replace, and keeps the box as it is now. */
  append(tx: Tx, box: BallotBox, ballots: readonly Ballot[], replaced: readonly Id[]): Promise<void>;
  currentOf(tx: Tx, proposalId: Id): Promise<CountedBallot[]>;
  /** Those with a higher number, in their order. */
  page(proposalId: Id, afterSequence: bigint, limit: number): Promise<Ballot[]>;
  byId(id: Id): Promise<Ballot | null>;
  /** The one with this number, which there is. */
  at(tx: Tx, proposalId: Id, sequence: bigint): Promise<Ballot>;
  /** The user's ballots that count, one for each of the proposals on which they voted. */
  currentBallotsOf(userId: Id, proposalIds: readonly Id[]): Promise<Ballot[]>;
  /** The boxes as they are now, for screens; the close counts again from roll and ballots. */
  boxes(proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, BallotBox>>;
}

/** What is known of who votes, or whose delegator does. */
export interface VotingPlace extends Place, Weighed {
  readonly pseudonym: string;
  /** Of the ballot that counts. */
  readonly ballotId: Id | null;
}

/** What a user has on a roll. */
export interface RollPlace {
  readonly power: bigint;
  readonly delegateId: Id | null;
  /** What others delegated to them: all of it, and the part whose owners have cast no ballot of their own. */
  readonly delegatedPower: bigint;
  readonly standingPower: bigint;
}

export interface Strikes {
  insert(tx: Tx, strike: Strike): Promise<void>;
  update(tx: Tx, strike: Strike): Promise<void>;
  /** The one against this voter; there is one at most. */
  of(tx: Tx, proposalId: Id, userId: Id): Promise<Strike | null>;
  /** In the order in which they were struck. */
  ofProposals(proposalIds: readonly Id[]): Promise<Strike[]>;
}

export interface Councils {
  /** In the place of the one before it. */
  insert(tx: Tx, council: Council): Promise<void>;
  /** The one that was elected last, within its term. */
  inForce(tx: Tx, groupId: Id): Promise<Council | null>;
  /** Adds it, where this guardian has none on the proposal yet; answers how many of its council there are. */
  addVeto(tx: Tx, veto: Veto): Promise<number>;
  vetoesBy(tx: Tx, groupId: Id, guardianId: Id, since: Date): Promise<number>;
  /** The one that was elected last, whether or not its term is over. */
  latest(groupIds: readonly Id[]): Promise<Council[]>;
  vetoesOf(proposalIds: readonly Id[]): Promise<Veto[]>;
}
