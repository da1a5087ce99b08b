import type { Id } from '../../shared/index.ts';

/** That an operator ended a version, and why. Never changed. */
export class Draining {
  readonly modelVersionId!: Id;
  readonly operatorId!: Id;
  readonly reason!: string;
  readonly drainedAt!: Date;

  constructor(fields: Draining) {
    Object.assign(this, fields);
  }
}
