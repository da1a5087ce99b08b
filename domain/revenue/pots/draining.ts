import type { Id } from '../../shared/index.ts';

/** That an operator ended a version, or members all of their pool's, and why. Never changed. */
export class Draining {
  readonly modelVersionId!: Id;
  readonly operatorId!: Id | null;
  /** By which members ended the pool. */
  readonly proposalId!: Id | null;
  readonly reason!: string;
  readonly drainedAt!: Date;

  constructor(fields: Draining) {
    Object.assign(this, fields);
  }
}
