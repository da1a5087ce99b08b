import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresPotBooks } from './checks/pot-books.ts';
import { PostgresPotProofs } from './checks/pot-proofs.ts';
import { PostgresDraws } from './draws.repository.ts';
import { PostgresFreeMonths } from './free-months.repository.ts';
import { Maturity1765000001200 } from './maturity.migration.ts';
import { Revenue1764000001200 } from './migration.ts';
import { PostgresPotLives } from './pot-lives.repository.ts';
import { PostgresPots } from './pots.repository.ts';
import { PostgresRefunds } from './refunds.repository.ts';
import { DrawSchema, EarningsSchema, PotSchema, RefundSchema, TopUpSchema } from './revenue.schema.ts';
import { PostgresTopUps } from './top-ups.repository.ts';

export const schemas = [PotSchema, EarningsSchema, DrawSchema, TopUpSchema, RefundSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Revenue1764000001200, Maturity1765000001200];

export function postgresRevenue(dataSource: DataSource) {
  return {
    pots: new PostgresPots(dataSource),
    potLives: new PostgresPotLives(dataSource),
    freeMonths: new PostgresFreeMonths(),
    refunds: new PostgresRefunds(),
    draws: new PostgresDraws(dataSource),
    topUps: new PostgresTopUps(),
    potBooks: new PostgresPotBooks(),
    potProofs: new PostgresPotProofs(),
  };
}
