import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Contribution, Pledge } from '../../../domain/pools/index.ts';
import { bigInteger, instant, integer, optional, text, uuid, uuidKey } from '../columns.ts';

export const PledgeSchema = new EntitySchema<Pledge>({
  name: 'Pledge',
  target: Pledge,
  tableName: 'pledges',
  columns: {
    id: uuidKey,
    poolId: uuid,
    userId: uuid,
    personId: optional(uuid),
    datasetId: uuid,
    consentId: uuid,
    records: integer,
    pledgedAt: instant,
    withdrawnAt: optional(instant),
  } satisfies Record<keyof Pledge, EntitySchemaColumnOptions>,
});

export const ContributionSchema = new EntitySchema<Contribution>({
  name: 'Contribution',
  target: Contribution,
  tableName: 'contributions',
  columns: {
    id: uuidKey,
    poolId: uuid,
    userId: uuid,
    personId: optional(uuid),
    datasetId: uuid,
    consentId: uuid,
    state: text,
    pledgedAt: instant,
    records: integer,
    units: bigInteger,
    duplicates: integer,
    repeats: integer,
    reasons: { type: 'text', array: true },
    decidedAt: optional(instant),
  } satisfies Record<keyof Contribution, EntitySchemaColumnOptions>,
});
