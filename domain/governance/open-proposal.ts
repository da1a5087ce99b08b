import { digestOf, newId, type Id, type Json, type Tx } from '../shared/index.ts';
import { assertBallotable, SIMPLE, type Ballotable } from './choice.ts';
import { ProposalKindUnknown } from './errors.ts';
import { proposalChanged } from './events.ts';
import { activate } from './lifecycle.ts';
import type { Delegations, Electorate, ProposalAction, Proposals } from './ports.ts';
import { assertProposer, assertRoom, PROPOSAL_LIMITS } from './proposal-limits.ts';
import { Proposal } from './proposal.ts';
import { contentDigest } from './published-content.ts';
import { freezeRoll, type Roll } from './roll.ts';
import type { TellVoters } from './tell-voters.ts';
import { assertRules, type GovernanceRules } from './rules.ts';

export interface ProposalDraft {
  readonly groupId: Id;
  readonly kind: string;
  readonly params: Json;
  readonly title: string;
  readonly authorId: Id;
  readonly rules: GovernanceRules;
  readonly electorate: string;
  /** Left out: for, against or abstain. */
  readonly ballot?: Ballotable | undefined;
}

/** Publishes a proposal: from here on its content, rules and roll stand. Runs in the transaction of the subject. */
export class OpenProposal {
  constructor(
    private readonly proposals: Proposals,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
    private readonly electorates: ReadonlyMap<string, Electorate>,
    private readonly delegations: Pick<Delegations, 'holding'>,
    private readonly tell: Pick<TellVoters, 'opened'>,
    private readonly limits = PROPOSAL_LIMITS,
  ) {}

  /**
   * `authorMustVote`: whether the author must be on the roll, with the power that the rules ask; else the subject knows who
   * may ask. Throws PROPOSAL_KIND_UNKNOWN, TOO_MANY_PROPOSALS, NOT_A_PROPOSER, INVALID_INPUT, ROLL_EMPTY, and whatever the
   * kind's own check refuses.
   */
  async execute(tx: Tx, draft: ProposalDraft, authorMustVote = false): Promise<Proposal> {
    const action = this.actions.get(draft.kind);
    const electorate = this.electorates.get(draft.electorate);
    if (!action || !electorate) {
      throw new ProposalKindUnknown(
        `No proposal of kind ${draft.kind} with the electorate ${draft.electorate} exists.`,
      );
    }
    assertRoom(await this.proposals.countInGroup(tx, draft.groupId, draft.authorId), this.limits);
    await action.check(tx, action.parse(draft.params), draft);
    const voters = await electorate.roll(tx, draft.groupId, draft.params);
    const roll = freezeRoll(voters, electorate.inPerson ? [] : await this.delegations.holding(tx, draft.groupId));
    if (authorMustVote) assertProposer(roll, draft.authorId, draft.rules);
    const published = publish(draft, roll, tx.now);
    await this.proposals.publish(tx, published, roll);
    const opensNow = published.startsAt <= tx.now;
    const proposal = opensNow ? await this.proposals.advance(tx, published, activate(published)) : published;
    await this.tell.opened(tx, proposal);
    tx.emit(proposalChanged(proposal));
    return proposal;
  }
}

function publish({ ballot = SIMPLE, ...draft }: ProposalDraft, roll: Roll, now: Date): Proposal {
  const rules = assertRules(draft.rules, ['rules']);
  const { method, choices } = assertBallotable(ballot);
  const startsAt = new Date(now.getTime() + rules.votingDelayMs);
  const content = {
    ...draft,
    rules,
    method,
    choices,
    paramsDigest: digestOf(draft.params),
    rollTotal: roll.total,
    rollDigest: roll.digest,
  };
  return new Proposal({
    ...content,
    id: newId(),
    contentDigest: contentDigest({ ...content, rollTotal: roll.total.toString() }),
    createdAt: now,
    startsAt,
    endsAt: new Date(startsAt.getTime() + rules.votingPeriodMs),
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
  });
}
