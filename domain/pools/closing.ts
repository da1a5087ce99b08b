import type { Id } from '../shared/index.ts';

/** That the members ended a pool, and how far that has come. */
export class Closing {
  readonly poolId!: Id;
  readonly proposalId!: Id;
  readonly reason!: string;
  /** Whose is what the pool's treasury still holds when all else is settled. */
  readonly heirId!: Id;
  readonly begunAt!: Date;
  /** When nothing was left of it but its books; null until then. */
  readonly finishedAt!: Date | null;

  constructor(fields: Closing) {
    Object.assign(this, fields);
  }
}
