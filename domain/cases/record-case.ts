import type { Tx } from '../shared/index.ts';
import type { Announce } from '../notices/index.ts';
import { stepTo, type StepBy } from './case-step.ts';
import type { Case } from './case.ts';
import { caseChanged } from './events.ts';
import type { Cases, CaseSteps } from './ports.ts';

/** Writes a case, the step that made it what it is, and the event, together. */
export class RecordCase {
  constructor(
    private readonly cases: Cases,
    private readonly steps: CaseSteps,
    private readonly announce: Pick<Announce, 'execute'>,
  ) {}

  /** False where it cannot be opened beside another. */
  async open(tx: Tx, one: Case, by: Omit<StepBy, 'kind'>): Promise<boolean> {
    if (!(await this.cases.insert(tx, one))) return false;
    await this.log(tx, one, { ...by, kind: 'opened' });
    return true;
  }

  /** The row is locked by `tx`. */
  async move(tx: Tx, one: Case, by: StepBy): Promise<Case> {
    await this.cases.update(tx, one);
    await this.log(tx, one, by);
    return one;
  }

  private async log(tx: Tx, one: Case, by: StepBy): Promise<void> {
    await this.steps.append(tx, stepTo(one, by, tx.now));
    tx.emit(caseChanged(one));
    await this.tell(tx, one, by);
  }

  /** The customer whose call it is about hears of every step that was not theirs. */
  private async tell(tx: Tx, { id, kind, customerId, state, outcome }: Case, by: StepBy): Promise<void> {
    if (customerId === null || customerId === by.actorId) return;
    await this.announce.execute(tx, {
      kind: 'dispute',
      subjectId: id,
      subjectType: 'Case',
      title: `Your ${kind.replace('-', ' ')} went on: ${by.kind}`,
      lines: [`It is ${state.replace('-', ' ')}${outcome ? `, and the outcome is: ${outcome}` : ''}.`],
      userIds: [customerId],
    });
  }
}
