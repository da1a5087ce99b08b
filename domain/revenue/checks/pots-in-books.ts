import type { Check, Fault } from '../../audit/index.ts';
import { accountKeys, type AccountBooks, type AccountMoves } from '../../ledger/index.ts';
import type { Id, Micros, Snapshot } from '../../shared/index.ts';
import type { Pot } from '../pots/pot.ts';
import type { PotBooks } from './ports.ts';

/** Whether the ledger's accounts of a pot hold what the pot says: R, what was drawn, and what its closing left. */
export class PotHeld implements Check {
  readonly name = 'pot-held';
  readonly invariant = 5;

  constructor(
    private readonly potBooks: PotBooks,
    private readonly accounts: AccountBooks,
  ) {}

  async run(snapshot: Snapshot): Promise<Fault | null> {
    const pots = await this.potBooks.pots(snapshot);
    return this.firstFault(snapshot, pots, await this.potBooks.drawn(snapshot));
  }

  async ofVersion(snapshot: Snapshot, modelVersionId: Id): Promise<Fault | null> {
    const pots = (await this.potBooks.pots(snapshot)).filter((pot) => pot.modelVersionId === modelVersionId);
    return this.firstFault(snapshot, pots, await this.potBooks.drawn(snapshot, modelVersionId));
  }

  private async firstFault(
    snapshot: Snapshot,
    pots: readonly Pot[],
    drawn: ReadonlyMap<Id, Micros>,
  ): Promise<Fault | null> {
    const keys = pots.flatMap(({ modelVersionId }) => accountsOf(modelVersionId));
    const balances = await this.accounts.balances(snapshot, keys);
    for (const pot of pots) {
      const wanted = holdingsOf(pot, drawn.get(pot.modelVersionId) ?? 0n);
      for (const [i, account] of accountsOf(pot.modelVersionId).entries()) {
        const balance = balances.get(account) ?? 0n;
        if (balance === wanted[i]) continue;
        const row = `pot ${pot.modelVersionId}`;
        return {
          row,
          message: `${row}: it is ${pot.state}, so ${account} should hold ${wanted[i]}, but holds ${balance}`,
        };
      }
    }
    return null;
  }
}

function accountsOf(modelVersionId: Id): readonly string[] {
  return [accountKeys.pot(modelVersionId), accountKeys.draws(modelVersionId), accountKeys.settled(modelVersionId)];
}

/** Draws are a debt beside a pot that is whole, until its closing settles the two. Shares that nobody owns go elsewhere. */
function holdingsOf({ state, revenueMicros, totalWeight }: Pot, drawn: Micros): readonly Micros[] {
  if (state !== 'closed') return [revenueMicros, -drawn, 0n];
  return [0n, 0n, totalWeight === 0n ? 0n : revenueMicros - drawn];
}

/** R is what the journals of calls and refunds left on the pot's account; what its closing moved is all of it. */
export class PotEarned implements Check {
  readonly name = 'pot-earned';
  readonly invariant = 3;

  constructor(
    private readonly potBooks: PotBooks,
    private readonly accounts: AccountBooks,
  ) {}

  async run(snapshot: Snapshot): Promise<Fault | null> {
    const pots = new Map((await this.potBooks.pots(snapshot)).map((pot) => [accountKeys.pot(pot.modelVersionId), pot]));
    const moves = new Map((await this.accounts.moves(snapshot, 'pot')).map((moved) => [moved.account, moved]));
    for (const [account, pot] of pots) {
      const fault = earnedFault(pot, moves.get(account));
      if (fault) return fault;
    }
    const orphan = [...moves.keys()].find((account) => !pots.has(account));
    return orphan ? { row: `account ${orphan}`, message: `account ${orphan}: no pot belongs to it` } : null;
  }
}

function earnedFault({ modelVersionId, revenueMicros, state }: Pot, moved: AccountMoves | undefined): Fault | null {
  const row = `pot ${modelVersionId}`;
  const closing = moved?.byKind.get('close') ?? 0n;
  const earned = [...(moved?.byKind ?? [])].reduce((sum, [, micros]) => sum + micros, 0n) - closing;
  if (earned !== revenueMicros) {
    return { row, message: `${row}: R is ${revenueMicros}, but shares less refunds in its journals come to ${earned}` };
  }
  const wanted = state === 'closed' ? -revenueMicros : 0n;
  if (closing === wanted) return null;
  return { row, message: `${row}: it is ${state}, so its closing should have moved ${wanted}, but moved ${closing}` };
}
