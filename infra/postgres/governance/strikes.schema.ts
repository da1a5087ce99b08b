import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Strike } from '../../../domain/governance/index.ts';
import { bigInteger, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const StrikeSchema = new EntitySchema<Strike>({
  name: 'Strike',
  target: Strike,
  tableName: 'ballot_strikes',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    userId: uuid,
    pseudonym: uuid,
    ballotSequence: bigInteger,
    operatorId: uuid,
    reason: text,
    struckAt: instant,
    appeal: optional(text),
    appealedAt: optional(instant),
    upheldBy: optional(uuid),
    upheldReason: optional(text),
    upheldAt: optional(instant),
  } satisfies Record<keyof Strike, EntitySchemaColumnOptions>,
});
