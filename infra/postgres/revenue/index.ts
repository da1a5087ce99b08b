import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresDraws } from './draws.repository.ts';
import { PostgresFreeMonths } from './free-months.repository.ts';
import { Maturity1765000001200 } from './maturity.migration.ts';
import { Revenue1764000001200 } from './migration.ts';
import { PostgresPotLives } from './pot-lives.repository.ts';
import { PostgresPots } from './pots.repository.ts';
import { PostgresRefundedVersions } from './refunded-versions.repository.ts';
import { PostgresRefunds } from './refunds.repository.ts';
import { DrawSchema, EarningsSchema, PotSchema, RefundSchema } from './revenue.schema.ts';

export const schemas = [PotSchema, EarningsSchema, DrawSchema, RefundSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Revenue1764000001200, Maturity1765000001200];

export function postgresRevenue(dataSource: DataSource) {
  return {
    pots: new PostgresPots(dataSource),
    potLives: new PostgresPotLives(dataSource),
    freeMonths: new PostgresFreeMonths(),
    refunds: new PostgresRefunds(),
    refundedVersions: new PostgresRefundedVersions(dataSource),
    draws: new PostgresDraws(dataSource),
  };
}
