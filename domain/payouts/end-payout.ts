import type { Id, Tx } from '../shared/index.ts';
import { assertNoTryUnderWay, ended, endedSo, mayBeOutside, sent, type Ending, type Payout } from './payout.ts';
import type { Move, RecordMoves } from './record-moves.ts';

/** A payout ends as the world outside says. The caller has locked it. */
export class EndPayout {
  constructor(private readonly recordMoves: RecordMoves) {}

  /** PAYOUT_STATE, PAYOUT_UNDER_WAY; `actorId` is null for the provider. That it has ended so before is no contradiction: it is returned as it stands. */
  async execute(tx: Tx, payout: Payout, ending: Ending, actorId: Id | null): Promise<Payout> {
    if (endedSo(payout, ending)) return payout;
    const moves: Move[] = [];
    let out = payout;
    // The provider took it and its answer was lost, or is later than its word: only now it is known.
    if (mayBeOutside(payout)) {
      if (actorId !== null) assertNoTryUnderWay(payout, tx.now);
      out = sent(payout, tx.now);
      moves.push({ payout: out, kind: 'sent' });
    }
    const end = ended(out, ending, tx.now);
    moves.push({ payout: end, kind: ending.state });
    for (const move of moves) await this.recordMoves.execute(tx, [move], actorId);
    return end;
  }
}
