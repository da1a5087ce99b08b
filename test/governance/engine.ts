import {
  signedDelegation,
  type Ballot,
  type Ballotable,
  type BallotBox,
  type Choice,
  type Electorate,
  type GovernanceRules,
  type Proposal,
  type ProposalAction,
  type Transition,
} from '../../domain/governance/index.ts';
import { Forbidden, newId, type Id, type Json, type Tx } from '../../domain/shared/index.ts';
import { wireGovernance } from '../../wiring/governance.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import type { TestGround } from '../support/ground.ts';
import { settledBy } from '../support/settled-by.ts';
import { MembersOf, type Member } from './members.ts';
import { RULES } from './proposals.ts';

/** An action whose effect is a row in the outbox, so that a rolled-back execution leaves none. */
export class Effect implements ProposalAction<null> {
  readonly kind = 'test';
  fault: Error | null = null;
  parseFault: Error | null = null;
  rejectionFault: Error | null = null;
  readonly rejections: string[] = [];

  parse(_params: Json): null {
    if (this.parseFault) throw this.parseFault;
    return null;
  }
  async check(): Promise<void> {}
  async preview(): Promise<readonly string[]> {
    return ['A row appears in the outbox.'];
  }
  async execute(tx: Tx, _params: null, proposal: Proposal): Promise<void> {
    tx.emit({ subject: `test.effect.${proposal.id}`, payload: {} });
    if (this.fault) throw this.fault;
  }
  async rejected(tx: Tx, _params: null, proposal: Proposal): Promise<void> {
    tx.emit({ subject: `test.rejection.${proposal.id}`, payload: {} });
    if (this.rejectionFault) throw this.rejectionFault;
    this.rejections.push(proposal.state);
  }
}

/** Accounts with their power. The list may grow, and the powers change: a published roll must not. */
class Listed implements Electorate {
  readonly name = 'listed';
  constructor(
    private readonly voters: readonly Pick<Member, 'viewer'>[],
    private readonly powers: ReadonlyMap<Id, bigint>,
  ) {}
  async roll(): Promise<{ personId: Id; userId: Id; power: bigint }[]> {
    return this.voters.map(({ viewer: { userId } }) => {
      return { personId: userId, userId, power: this.powers.get(userId) ?? 1n };
    });
  }
  async includes(_tx: Tx, _groupId: Id, userId: Id): Promise<boolean> {
    return this.voters.some(({ viewer }) => viewer.userId === userId);
  }
}

/** The engine on a real database, with the verbs of those who use it. */
export function engineOn(ground: TestGround) {
  const { transactions, dataSource } = ground;
  const identity = wireIdentity(ground);
  const notices = wireNotices(ground);
  const context = wireGovernance(ground, identity, notices);
  const { proposals, ballots, actions, openProposal, castVote } = context;
  const members = new MembersOf(ground, identity);
  const voters: Pick<Member, 'viewer'>[] = [];
  const powers = new Map<Id, bigint>();
  const effect = new Effect();
  const faults: unknown[] = [];
  actions.set(effect.kind, effect);
  context.electorates.set('listed', new Listed(voters, powers));
  const settler = context.settler((fault) => faults.push(fault));

  return {
    ...context,
    members,
    effect,
    faults,
    notices,
    settle: () => settledBy(settler, notices),
    async voter(withKey = true): Promise<Member> {
      const member = await members.join({ withKey });
      voters.push(member);
      return member;
    },
    /** On every roll from now on; 1 where none was given. */
    givePower(member: Member, power: bigint): void {
      powers.set(member.viewer.userId, power);
    },
    /** Somebody who has an account already may vote from now on. */
    admit(userId: Id): void {
      voters.push({ viewer: { userId, isOperator: false, sessionId: null } });
    },
    open: (rules: Partial<GovernanceRules> = {}, authorId: Id = newId(), groupId: Id = newId(), ballot?: Ballotable) =>
      transactions.run((tx) => {
        const asked = { groupId, kind: 'test', params: {}, title: 'A question', electorate: 'listed', ballot };
        return openProposal.execute(tx, { ...asked, authorId, rules: { ...RULES, ...rules } });
      }),
    async vote(member: Member, proposal: Proposal, choice: Choice, version = 1) {
      const object = { proposalId: proposal.id, choice };
      const act = { action: 'governance.vote', subject: proposal.id, object, version };
      const statementJws = member.hasKey ? await member.sign(act) : null;
      return castVote.execute({ viewer: member.viewer, proposalId: proposal.id, choice, statementJws });
    },
    async delegate(from: Member, to: Member, groupId: Id, expiresAt: Date | null = null, version = 1) {
      const [delegateId, viewer] = [to.viewer.userId, from.viewer];
      const object = signedDelegation({ groupId, delegateId, expiresAt });
      const act = { action: 'governance.delegate', subject: groupId, object, version };
      const statementJws = from.hasKey ? await from.sign(act) : null;
      return context.delegateVote.execute({ viewer, groupId, delegateId, expiresAt, statementJws });
    },
    async stateOf(proposal: Proposal) {
      return (await proposals.byId(proposal.id))?.state;
    },
    async boxOf({ id }: Proposal): Promise<BallotBox> {
      return (await ballots.boxes([id])).get(id) as BallotBox;
    },
    /** For, against, abstain: what the box says. */
    async countOf({ id }: Proposal): Promise<readonly bigint[] | undefined> {
      return (await ballots.boxes([id])).get(id)?.powers;
    },
    async ballotOf(member: Member, { id }: Proposal): Promise<Ballot | undefined> {
      return (await ballots.currentBallotsOf(member.viewer.userId, [id]))[0];
    },
    logOf: ({ id }: Proposal): Promise<Transition[]> => proposals.transitionsOf([id]),
    async effects(proposal: Proposal, of: 'effect' | 'rejection' = 'effect'): Promise<number> {
      const rows = await dataSource.query<unknown[]>('SELECT 1 FROM outbox WHERE subject = $1', [
        `test.${of}.${proposal.id}`,
      ]);
      return rows.length;
    },
  };
}

export class NotNow extends Forbidden {}
