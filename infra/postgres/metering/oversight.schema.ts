import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Licence, type Suspension } from '../../../domain/metering/index.ts';
import { instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const LicenceSchema = new EntitySchema<Licence>({
  name: 'Licence',
  target: Licence,
  tableName: 'gateway_licences',
  columns: {
    id: uuidKey,
    gatewayId: uuid,
    modelVersionId: uuid,
    grantedBy: uuid,
    grantedAt: instant,
    endedBy: optional(uuid),
    endedAt: optional(instant),
  } satisfies Record<keyof Licence, EntitySchemaColumnOptions>,
});

export const SuspensionSchema = new EntitySchema<Suspension>({
  name: 'Suspension',
  tableName: 'gateway_suspensions',
  columns: {
    id: uuidKey,
    gatewayId: uuid,
    reason: text,
    suspendedBy: uuid,
    suspendedAt: instant,
    endedBy: optional(uuid),
    endedAt: optional(instant),
  } satisfies Record<keyof Suspension, EntitySchemaColumnOptions>,
});
