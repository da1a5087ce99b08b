import type { PostJournals } from '../ledger/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import { payoutChanged } from './events.ts';
import { journalsOf } from './payout-journals.ts';
import { stepTo, type StepKind } from './payout-step.ts';
import type { Payout } from './payout.ts';
import type { Payouts, PayoutSteps } from './ports.ts';

/** A payout as it is after a step, and the step. */
export interface Move {
  readonly payout: Payout;
  readonly kind: StepKind;
}

const MOVES_MONEY: ReadonlySet<StepKind> = new Set(['requested', 'settled', 'returned', 'cancelled']);

/** Writes what happened to payouts that the caller has locked: the rows, the log, the money and the event, together. */
export class RecordMoves {
  constructor(
    private readonly payouts: Payouts,
    private readonly steps: PayoutSteps,
    private readonly postJournals: PostJournals,
  ) {}

  /** `actorId` is null for a rule or the provider. */
  async execute(tx: Tx, moves: readonly Move[], actorId: Id | null): Promise<void> {
    await this.payouts.update(
      tx,
      moves.map(({ payout }) => payout),
    );
    const steps = moves.map(({ payout, kind }) => stepTo(payout, kind, actorId, tx.now));
    await this.steps.append(tx, steps);
    const drafts = moves.filter(({ kind }) => MOVES_MONEY.has(kind)).map(({ payout }) => journalsOf(payout).at(-1));
    await this.postJournals.execute(
      tx,
      drafts.filter((draft) => draft !== undefined),
    );
    for (const { payout } of moves) tx.emit(payoutChanged(payout));
  }
}
