import { digestOf, newId, type Id, type Json, type Tx } from '../shared/index.ts';
import { ProposalKindUnknown } from './errors.ts';
import { proposalChanged } from './events.ts';
import { activate } from './lifecycle.ts';
import type { Delegations, Electorate, ProposalAction, Proposals } from './ports.ts';
import { Proposal } from './proposal.ts';
import { freezeRoll, type Roll } from './roll.ts';
import { assertRules, type GovernanceRules } from './rules.ts';

export interface ProposalDraft {
  readonly groupId: Id;
  readonly kind: string;
  readonly params: Json;
  readonly title: string;
  readonly authorId: Id;
  readonly rules: GovernanceRules;
  readonly electorate: string;
}

/** Publishes a proposal: from here on its content, rules and roll stand. Runs in the transaction of the subject. */
export class OpenProposal {
  constructor(
    private readonly proposals: Proposals,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
    private readonly electorates: ReadonlyMap<string, Electorate>,
    private readonly delegations: Pick<Delegations, 'holding'>,
  ) {}

  /** Throws PROPOSAL_KIND_UNKNOWN, INVALID_INPUT, ROLL_EMPTY, and whatever the kind's own check refuses. */
  async execute(tx: Tx, draft: ProposalDraft): Promise<Proposal> {
    const action = this.actions.get(draft.kind);
    const electorate = this.electorates.get(draft.electorate);
    if (!action || !electorate) {
      throw new ProposalKindUnknown(
        `No proposal of kind ${draft.kind} with the electorate ${draft.electorate} exists.`,
      );
    }
    await action.check(tx, action.parse(draft.params), draft);
    const voters = await electorate.roll(tx, draft.groupId);
    const roll = freezeRoll(voters, await this.delegations.holding(tx, draft.groupId));
    const published = publish(draft, roll, tx.now);
    await this.proposals.publish(tx, published, roll);
    const opensNow = published.startsAt <= tx.now;
    const proposal = opensNow ? await this.proposals.advance(tx, published, activate(published)) : published;
    tx.emit(proposalChanged(proposal));
    return proposal;
  }
}

function publish(draft: ProposalDraft, roll: Roll, now: Date): Proposal {
  const rules = assertRules(draft.rules, ['rules']);
  const startsAt = new Date(now.getTime() + rules.votingDelayMs);
  const content = {
    ...draft,
    rules,
    paramsDigest: digestOf(draft.params),
    rollTotal: roll.total,
    rollDigest: roll.digest,
  };
  return new Proposal({
    ...content,
    id: newId(),
    contentDigest: digestOf({ ...content, rules: { ...rules }, rollTotal: roll.total.toString() }),
    createdAt: now,
    startsAt,
    endsAt: new Date(startsAt.getTime() + rules.votingPeriodMs),
    state: 'PENDING',
    defeatReason: null,
    forPower: null,
    againstPower: null,
    abstainPower: null,
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
