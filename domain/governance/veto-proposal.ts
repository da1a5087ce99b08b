import type { VerifyAct, Viewer } from '../identity/index.ts';
import {
  digestOf,
  Forbidden,
  InvalidInput,
  newId,
  NotFound,
  type Id,
  type Transactions,
  type Tx,
} from '../shared/index.ts';
import { MOST_VETOES, signedVeto, Veto, VETO_WINDOW_MS, type Council } from './council.ts';
import { TooManyVetoes, VetoTooLate } from './errors.ts';
import { proposalChanged } from './events.ts';
import { stop } from './lifecycle.ts';
import type { Councils, Proposals } from './ports.ts';
import type { TellVoters } from './tell-voters.ts';
import type { Proposal, ProposalState } from './proposal.ts';

export interface VetoAct {
  readonly viewer: Viewer;
  readonly proposalId: Id;
  readonly reason: string;
  readonly statementJws: string | null;
}

const STOPPABLE: readonly ProposalState[] = ['ACTIVE', 'SUCCEEDED', 'QUEUED', 'EXECUTION_FAILED'];
const LONGEST_REASON = 1000;

/** A guardian says no to a proposal, with a reason that everybody reads; the last one that it takes stops it for good. */
export class VetoProposal {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly councils: Councils,
    private readonly verifyAct: VerifyAct,
    private readonly tell: Pick<TellVoters, 'vetoed'>,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, VETO_TOO_LATE, TOO_MANY_VETOES, INVALID_INPUT, and what VerifyAct refuses. */
  execute(act: VetoAct): Promise<Proposal> {
    const { reason } = act;
    if (reason.trim() === '' || reason.length > LONGEST_REASON) {
      throw new InvalidInput(['reason'], `A veto has a reason, of 1 to ${LONGEST_REASON} characters.`);
    }
    return this.transactions.run((tx) => this.veto(tx, act));
  }

  private async veto(tx: Tx, { viewer, proposalId, reason, statementJws: jws }: VetoAct): Promise<Proposal> {
    const { userId } = viewer;
    const proposal = await this.proposals.lock(tx, proposalId);
    if (!proposal) throw new NotFound('The proposal', ['proposalId']);
    const council = await this.guardianship(tx, proposal, userId);
    if (!STOPPABLE.includes(proposal.state)) throw new VetoTooLate(proposal.state);
    const since = new Date(tx.now.getTime() - VETO_WINDOW_MS);
    if ((await this.councils.vetoesBy(tx, proposal.groupId, userId, since)) >= MOST_VETOES) throw new TooManyVetoes();
    const claim = { userId, jws, action: 'governance.veto', subject: proposalId };
    const statement = await this.verifyAct.execute(tx, {
      ...claim,
      digest: digestOf(signedVeto({ proposalId, reason })),
    });
    const authority = { signed: statement !== null, statementId: statement?.id ?? null };
    const veto = { id: newId(), proposalId, councilId: council.id, guardianId: userId, reason, at: tx.now };
    const vetoes = await this.councils.addVeto(tx, new Veto({ ...veto, ...authority }));
    if (vetoes < council.needed) return proposal;
    const stopped = await this.proposals.advance(tx, proposal, stop(proposal, tx.now));
    await this.tell.vetoed(tx, stopped, reason);
    tx.emit(proposalChanged(stopped));
    return stopped;
  }

  private async guardianship(tx: Tx, { groupId, kind }: Proposal, userId: Id): Promise<Council> {
    const council = await this.councils.inForce(tx, groupId);
    if (!council?.guardianIds.includes(userId))
      throw new Forbidden('Only guardians of this pool, within their term, can stop a proposal.');
    if (kind === 'elect-guardians') throw new Forbidden('Guardians cannot stop the election of others.');
    return council;
  }
}
