import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Council, Veto } from '../../../domain/governance/index.ts';
import { flag, instant, integer, optional, text, uuid, uuidKey, uuids } from '../columns.ts';

export const CouncilSchema = new EntitySchema<Council>({
  name: 'Council',
  target: Council,
  tableName: 'councils',
  columns: {
    id: uuidKey,
    groupId: uuid,
    guardianIds: uuids,
    needed: integer,
    proposalId: uuid,
    electedAt: instant,
    expiresAt: instant,
  } satisfies Record<keyof Council, EntitySchemaColumnOptions>,
});

export const VetoSchema = new EntitySchema<Veto>({
  name: 'Veto',
  target: Veto,
  tableName: 'vetoes',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    councilId: uuid,
    guardianId: uuid,
    reason: text,
    signed: flag,
    statementId: optional(uuid),
    at: instant,
  } satisfies Record<keyof Veto, EntitySchemaColumnOptions>,
});
