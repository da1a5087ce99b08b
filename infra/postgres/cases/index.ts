import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresCases } from './cases.repository.ts';
import { CaseSchema, CaseStepSchema, EvidenceSchema } from './cases.schema.ts';
import { PostgresCaseSteps, PostgresEvidence } from './logs.repository.ts';
import { Cases1765000008000 } from './migration.ts';

export const schemas = [CaseSchema, CaseStepSchema, EvidenceSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Cases1765000008000];

export function postgresCases(dataSource: DataSource) {
  return {
    cases: new PostgresCases(dataSource),
    caseSteps: new PostgresCaseSteps(dataSource),
    evidence: new PostgresEvidence(dataSource),
  };
}
