import type { Notice, NoticeDispatchedHandler } from '../notices/index.ts';
import type { Tx } from '../shared/index.ts';
import { proposalChanged } from './events.ts';
import { startNotice } from './lifecycle.ts';
import type { Proposals, Told } from './ports.ts';

/** Everybody whom an adopted proposal reaches was told: the time in which they may leave begins. */
export class ExitTold implements NoticeDispatchedHandler {
  constructor(
    private readonly proposals: Pick<Proposals, 'lock' | 'advance'>,
    private readonly told: Pick<Told, 'exitTold'>,
  ) {}

  async noticeDispatched(tx: Tx, { kind, subjectId, subjectType }: Notice): Promise<void> {
    if (kind !== 'exit' || subjectType !== 'Proposal') return;
    const proposal = await this.proposals.lock(tx, subjectId);
    if (!proposal || !(await this.told.exitTold(tx, subjectId))) return;
    const step = startNotice(proposal, tx.now);
    if (step) tx.emit(proposalChanged(await this.proposals.advance(tx, proposal, step)));
  }
}
