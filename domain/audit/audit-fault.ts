import type { Id } from '../shared/index.ts';

/** A row that broke a rule, found once: it stays open until the check of that rule passes again. */
export class AuditFault {
  readonly id!: Id;
  readonly name!: string;
  readonly invariant!: number;
  readonly row!: string;
  readonly message!: string;
  readonly foundAt!: Date;
  readonly clearedAt!: Date | null;

  constructor(fields: AuditFault) {
    Object.assign(this, fields);
  }
}
