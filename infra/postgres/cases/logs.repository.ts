import { In, type DataSource } from 'typeorm';
import { CaseStep, Evidence, type CaseSteps, type EvidenceEntries } from '../../../domain/cases/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresCaseSteps implements CaseSteps {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, step: CaseStep): Promise<void> {
    await managerOf(tx).insert(CaseStep, step);
  }

  ofCases(caseIds: readonly Id[]): Promise<CaseStep[]> {
    const order = { caseId: 'ASC', version: 'ASC' } as const;
    return this.dataSource.manager.find(CaseStep, { where: { caseId: In([...caseIds]) }, order });
  }
}

export class PostgresEvidence implements EvidenceEntries {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, evidence: Evidence): Promise<void> {
    await managerOf(tx).insert(Evidence, evidence);
  }

  count(tx: Tx, caseId: Id): Promise<number> {
    return managerOf(tx).countBy(Evidence, { caseId });
  }

  ofCases(caseIds: readonly Id[]): Promise<Evidence[]> {
    const order = { caseId: 'ASC', id: 'ASC' } as const;
    return this.dataSource.manager.find(Evidence, { where: { caseId: In([...caseIds]) }, order });
  }
}
