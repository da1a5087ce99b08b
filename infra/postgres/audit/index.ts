import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresSnapshots } from '../snapshots.ts';
import { PostgresAuditFaults } from './audit-faults.repository.ts';
import { PostgresAuditRuns } from './audit-runs.repository.ts';
import { AuditFaultSchema, AuditRunSchema, CheckResultSchema } from './audit.schema.ts';
import { PostgresMarks } from './marks.repository.ts';
import { Audit1765000007100 } from './migration.ts';

export const schemas = [AuditRunSchema, CheckResultSchema, AuditFaultSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Audit1765000007100];

export function postgresAudit(dataSource: DataSource) {
  return {
    snapshots: new PostgresSnapshots(dataSource),
    runs: new PostgresAuditRuns(dataSource),
    faults: new PostgresAuditFaults(dataSource),
    marks: new PostgresMarks(dataSource),
  };
}
