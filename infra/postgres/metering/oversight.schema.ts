import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Licence, Probe, Replay, UsageRefusal, WatchedGap, type Suspension } from '../../../domain/metering/index.ts';
import { bigInteger, instant, json, optional, text, uuid, uuidKey } from '../columns.ts';

/** Half the size of its hex digits in a table that may grow. */
const hexDigest = {
  type: 'bytea',
  transformer: { from: (bytes: Buffer) => bytes.toString('hex'), to: (hex: string) => Buffer.from(hex, 'hex') },
} satisfies EntitySchemaColumnOptions;

const bigIntegers = {
  type: 'bigint',
  array: true,
  transformer: {
    from: (values: readonly string[]) => values.map(BigInt),
    to: (values: readonly bigint[]) => values.map(String),
  },
} satisfies EntitySchemaColumnOptions;

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
    suspendedBy: optional(uuid),
    suspendedAt: instant,
    endedBy: optional(uuid),
    endedAt: optional(instant),
  } satisfies Record<keyof Suspension, EntitySchemaColumnOptions>,
});

export const UsageRefusalSchema = new EntitySchema<UsageRefusal>({
  name: 'UsageRefusal',
  target: UsageRefusal,
  tableName: 'usage_refusals',
  columns: {
    id: { ...bigInteger, primary: true },
    gatewayId: uuid,
    eventId: text,
    code: text,
    digest: hexDigest,
    sequence: optional(bigInteger),
    receivedAt: instant,
  } satisfies Record<keyof UsageRefusal, EntitySchemaColumnOptions>,
});

export const ReplaySchema = new EntitySchema<Replay>({
  name: 'Replay',
  target: Replay,
  tableName: 'usage_replays',
  columns: {
    id: uuidKey,
    operatorId: uuid,
    note: text,
    inboxIds: bigIntegers,
    reasons: { type: 'text', array: true },
    replayedAt: instant,
  } satisfies Record<keyof Replay, EntitySchemaColumnOptions>,
});

export const WatchedGapSchema = new EntitySchema<WatchedGap>({
  name: 'WatchedGap',
  target: WatchedGap,
  tableName: 'sequence_gaps',
  columns: {
    id: uuidKey,
    gatewayId: uuid,
    first: bigInteger,
    last: bigInteger,
    firstSeenAt: instant,
    openedAt: optional(instant),
    closedAt: optional(instant),
  } satisfies Record<keyof WatchedGap, EntitySchemaColumnOptions>,
});

export const ProbeSchema = new EntitySchema<Probe>({
  name: 'Probe',
  target: Probe,
  tableName: 'usage_probes',
  columns: {
    id: uuidKey,
    gatewayId: uuid,
    modelVersionId: uuid,
    customerId: uuid,
    keyId: uuid,
    calledAt: instant,
    units: json,
    recordedBy: uuid,
    recordedAt: instant,
    state: text,
    checkedAt: optional(instant),
    inboxId: optional(bigInteger),
  } satisfies Record<keyof Probe, EntitySchemaColumnOptions>,
});
