import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Draining, ReserveFunding, UsageDecision } from '../../../domain/revenue/index.ts';
import { bigInteger, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const DrainingSchema = new EntitySchema<Draining>({
  name: 'Draining',
  target: Draining,
  tableName: 'pot_drainings',
  columns: {
    modelVersionId: uuidKey,
    operatorId: optional(uuid),
    proposalId: optional(uuid),
    reason: text,
    drainedAt: instant,
  } satisfies Record<keyof Draining, EntitySchemaColumnOptions>,
});

export const UsageDecisionSchema = new EntitySchema<UsageDecision>({
  name: 'UsageDecision',
  target: UsageDecision,
  tableName: 'usage_decisions',
  columns: {
    inboxId: { ...bigInteger, primary: true },
    modelVersionId: uuid,
    decision: text,
    operatorId: uuid,
    note: text,
    decidedAt: instant,
  } satisfies Record<keyof UsageDecision, EntitySchemaColumnOptions>,
});

export const ReserveFundingSchema = new EntitySchema<ReserveFunding>({
  name: 'ReserveFunding',
  target: ReserveFunding,
  tableName: 'reserve_fundings',
  columns: {
    id: uuidKey,
    operatorId: uuid,
    source: text,
    currency: text,
    amountMicros: bigInteger,
    idempotencyKey: text,
    fundedAt: instant,
  } satisfies Record<keyof ReserveFunding, EntitySchemaColumnOptions>,
});
