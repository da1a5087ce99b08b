import type { Announce, Notice, NoticeDraft } from '../notices/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Ballot } from './ballot.ts';
import { MOST_EFFECTS_SHOWN, flat } from './notice-text.ts';
import type { Electorate, ProposalAction, Told } from './ports.ts';
import type { Proposal } from './proposal.ts';
import type { Strike } from './strike.ts';

/** Names of the audiences that governance itself knows; see `audiences.ts`. */
export const ROLL = 'roll';
export const UNDECIDED = 'undecided';
export const DELEGATORS = 'delegators';

/** What people hear of a proposal, in the transaction of what happens to it. */
export class TellVoters {
  constructor(
    private readonly announce: Pick<Announce, 'execute'>,
    private readonly told: Told,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
    private readonly electorates: ReadonlyMap<string, Electorate>,
  ) {}

  async opened(tx: Tx, proposal: Proposal): Promise<void> {
    const lines = ['It is put to the vote. What would change:', ...(await this.effects(proposal))];
    await this.tell(tx, proposal, ROLL, 'proposal-opened', 'opened', lines, proposal.endsAt);
  }

  /** Once, to who has not voted yet. */
  async closing(tx: Tx, proposal: Proposal): Promise<void> {
    if (!(await this.told.once(tx, proposal.id))) return;
    const lines = ['You have not voted on it, and the voting ends soon.'];
    await this.tell(tx, proposal, UNDECIDED, 'closing-soon', 'closing', lines, proposal.endsAt);
  }

  /** An adopted one is executed after everybody whom it reaches was told, and had the notice period from then on. */
  async decided(tx: Tx, proposal: Proposal): Promise<void> {
    if (proposal.state !== 'QUEUED') {
      const lines = [`It was not adopted (${proposal.defeatReason}). Nothing changes.`];
      await this.tell(tx, proposal, ROLL, 'decided', 'decided', lines, null);
      return;
    }
    await this.told.awaitExit(tx, proposal.id);
    const lines = [
      'It was adopted. Who disagrees can leave before it takes effect. What changes:',
      ...(await this.effects(proposal)),
    ];
    await this.tell(tx, proposal, this.audienceOf(proposal), 'exit', 'exit', lines, proposal.eta);
  }

  async vetoed(tx: Tx, proposal: Proposal, reason: string): Promise<void> {
    const lines = ['Guardians have stopped it, for good. The reason of the last of them:', reason];
    await this.tell(tx, proposal, ROLL, 'vetoed', 'vetoed', lines, null);
  }

  /** Not how, which may be hidden: who wants to know looks, and who disagrees votes. */
  async delegateVoted(tx: Tx, proposal: Proposal, ballot: Pick<Ballot, 'id' | 'userId'>): Promise<void> {
    const lines = ['Whom you let vote for you has voted on it. Vote yourself, and your own vote counts instead.'];
    const audience = { audience: DELEGATORS, audienceRef: ballot.id };
    await this.say(tx, proposal, {
      kind: 'delegate-voted',
      key: ballot.userId,
      lines,
      until: proposal.endsAt,
      ...audience,
    });
  }

  async struck(tx: Tx, proposal: Proposal, { userId, upheldReason, reason, upheldAt }: Strike): Promise<void> {
    const lines = upheldAt
      ? ['The strike of your ballot was upheld by another operator:', upheldReason as string]
      : ['Your ballot was struck and counts for nothing until you appeal. The reason:', reason];
    const until = upheldAt ? null : proposal.endsAt;
    await this.say(tx, proposal, {
      kind: 'hold',
      key: `${userId}:${upheldAt !== null}`,
      lines,
      until,
      userIds: [userId],
    });
  }

  private tell(
    tx: Tx,
    proposal: Proposal,
    audience: string,
    kind: NoticeDraft['kind'],
    key: string,
    lines: readonly string[],
    until: Date | null,
  ): Promise<Notice> {
    const audienceRef = audience === ROLL || audience === UNDECIDED ? proposal.id : proposal.groupId;
    return this.say(tx, proposal, { kind, key, lines, until, audience, audienceRef });
  }

  private say(
    tx: Tx,
    { id: subjectId, groupId, title }: Proposal,
    said: Pick<NoticeDraft, 'kind' | 'lines' | 'until'> & { readonly key: string } & Audienced,
  ): Promise<Notice> {
    return this.announce.execute(tx, { ...said, subjectId, groupId, title: flat(title) });
  }

  private audienceOf({ electorate }: Proposal): string {
    return this.electorates.get(electorate)?.audience ?? ROLL;
  }

  /** A subject that cannot say what it does is no reason for a vote not to begin or end. */
  private async effects(proposal: Proposal): Promise<readonly string[]> {
    const { kind, params } = proposal;
    try {
      const action = this.actions.get(kind);
      const effects = action ? await action.preview(action.parse(params), proposal) : [];
      return effects.slice(0, MOST_EFFECTS_SHOWN).map(flat);
    } catch {
      return ['See the proposal.'];
    }
  }
}

type Audienced = { readonly audience: string; readonly audienceRef: Id } | { readonly userIds: readonly Id[] };
