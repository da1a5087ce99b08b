import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Ballot } from '../../../domain/governance/index.ts';
import { flag, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const BallotSchema = new EntitySchema<Ballot>({
  name: 'Ballot',
  target: Ballot,
  tableName: 'ballots',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    userId: uuid,
    choice: text,
    reason: optional(text),
    signed: flag,
    statementId: optional(uuid),
    castAt: instant,
    replacedAt: optional(instant),
  } satisfies Record<keyof Ballot, EntitySchemaColumnOptions>,
});
