import type { VerifyAct, Viewer } from '../identity/index.ts';
import { digestOf, InvalidInput, newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { Delegation, signedDelegation } from './delegation.ts';
import { DelegateInvalid } from './errors.ts';
import { delegationChanged } from './events.ts';
import type { Delegations, Electorate } from './ports.ts';

export interface DelegateCommand {
  readonly viewer: Viewer;
  readonly groupId: Id;
  readonly delegateId: Id;
  readonly expiresAt: Date | null;
  /** The signature over `signedDelegation`. */
  readonly statementJws: string | null;
}

/** A member lets another vote for them on proposals that are published from now on. One that held before is replaced. */
export class DelegateVote {
  constructor(
    private readonly transactions: Transactions,
    private readonly delegations: Delegations,
    private readonly electorates: ReadonlyMap<string, Electorate>,
    private readonly verifyAct: VerifyAct,
  ) {}

  /** Throws DELEGATE_INVALID, INVALID_INPUT, and what VerifyAct refuses. */
  execute(command: DelegateCommand): Promise<Delegation> {
    return this.transactions.run((tx) => this.delegate(tx, command));
  }

  private async delegate(tx: Tx, command: DelegateCommand): Promise<Delegation> {
    const { groupId, delegateId, expiresAt, statementJws: jws } = command;
    const { userId } = command.viewer;
    if (userId === delegateId) throw new DelegateInvalid('Nobody delegates to themselves: just vote.');
    if (expiresAt && expiresAt <= tx.now) throw new InvalidInput(['expiresAt'], 'A delegation ends in the future.');
    for (const [id, who] of [
      [userId, 'You are'],
      [delegateId, 'The delegate is'],
    ] as const) {
      if (!(await this.mayVote(tx, groupId, id))) throw new DelegateInvalid(`${who} no member who may vote here.`);
    }
    const claim = { userId, jws, action: 'governance.delegate', subject: groupId };
    const statement = await this.verifyAct.execute(tx, { ...claim, digest: digestOf(signedDelegation(command)) });
    const authority = { signed: statement !== null, statementId: statement?.id ?? null };
    const made = { id: newId(), groupId, userId, delegateId, expiresAt, madeAt: tx.now, endedAt: null };
    const delegation = new Delegation({ ...made, ...authority });
    await this.delegations.replace(tx, delegation);
    tx.emit(delegationChanged(delegation));
    return delegation;
  }

  private async mayVote(tx: Tx, groupId: Id, userId: Id): Promise<boolean> {
    for (const electorate of this.electorates.values()) {
      if (await electorate.includes(tx, groupId, userId)) return true;
    }
    return false;
  }
}
