import type { Currency, Id, Micros } from '../../shared/index.ts';

/** An owner took earned money out of a pot. */
export class Draw {
  readonly id!: Id;
  readonly userId!: Id;
  readonly modelVersionId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly idempotencyKey!: string;
  readonly drawnAt!: Date;

  constructor(fields: Draw) {
    Object.assign(this, fields);
  }
}

/** The journal that moved it. */
export function drawJournalKey(drawId: Id): string {
  return `draw:${drawId}`;
}
