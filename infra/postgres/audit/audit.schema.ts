import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { AuditFault, AuditRun, CheckResult } from '../../../domain/audit/index.ts';
import { bigInteger, flag, instant, integer, optional, text, uuid, uuidKey } from '../columns.ts';

export const AuditRunSchema = new EntitySchema<AuditRun>({
  name: 'AuditRun',
  target: AuditRun,
  tableName: 'audit_runs',
  columns: {
    id: uuidKey,
    trigger: text,
    operatorId: optional(uuid),
    night: optional({ type: 'date' }),
    requestedAt: instant,
    startedAt: optional(instant),
    finishedAt: optional(instant),
    sound: optional(flag),
    checks: optional(integer),
    entriesSumMicros: optional({ ...bigInteger, type: 'numeric' }),
    balancesSumMicros: optional({ ...bigInteger, type: 'numeric' }),
    journals: optional(bigInteger),
  } satisfies Record<Exclude<keyof AuditRun, 'state'>, EntitySchemaColumnOptions>,
});

export const CheckResultSchema = new EntitySchema<CheckResult>({
  name: 'CheckResult',
  target: CheckResult,
  tableName: 'audit_results',
  columns: {
    runId: uuidKey,
    name: { ...text, primary: true },
    invariant: integer,
    row: optional(text),
    fault: optional(text),
    tookMs: integer,
    checkedAt: instant,
  } satisfies Record<Exclude<keyof CheckResult, 'sound'>, EntitySchemaColumnOptions>,
});

export const AuditFaultSchema = new EntitySchema<AuditFault>({
  name: 'AuditFault',
  target: AuditFault,
  tableName: 'audit_faults',
  columns: {
    id: uuidKey,
    name: text,
    invariant: integer,
    row: text,
    message: text,
    foundAt: instant,
    clearedAt: optional(instant),
  } satisfies Record<keyof AuditFault, EntitySchemaColumnOptions>,
});
