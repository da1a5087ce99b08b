import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresDrainings, PostgresReserveFundings, PostgresUsageDecisions } from './acts.repository.ts';
import { DrainingSchema, ReserveFundingSchema, UsageDecisionSchema } from './acts.schema.ts';
import { PostgresCheckpoints } from './checkpoints.repository.ts';
import { RevenueGuards1765000007200 } from './guards.migration.ts';
import { DrainingsByVote1765000010710 } from './drainings-by-vote.migration.ts';
import { PostgresPotBooks } from './checks/pot-books.ts';
import { PostgresPotProofs } from './checks/pot-proofs.ts';
import { PostgresDraws } from './draws.repository.ts';
import { PostgresFreeMonths } from './free-months.repository.ts';
import { Maturity1765000001200 } from './maturity.migration.ts';
import { Revenue1764000001200 } from './migration.ts';
import { Owners1765000001250 } from './owners.migration.ts';
import { PostgresPotLives } from './pot-lives.repository.ts';
import { PostgresPots } from './pots.repository.ts';
import { PostgresRefundedVersions } from './refunded-versions.repository.ts';
import { PostgresRefunds } from './refunds.repository.ts';
import { TicketRefunds1765000008100 } from './ticket-refunds.migration.ts';
import { Settlements1765000007210 } from './settlements.migration.ts';
import { PostgresSpendings } from './spendings.repository.ts';
import { SpendingSchema } from './spendings.schema.ts';
import { Treasuries1765000010720 } from './treasury.migration.ts';
import { DrawSchema, EarningsSchema, PotSchema, RefundSchema } from './revenue.schema.ts';

export const schemas = [
  PotSchema,
  EarningsSchema,
  DrawSchema,
  RefundSchema,
  DrainingSchema,
  UsageDecisionSchema,
  ReserveFundingSchema,
  SpendingSchema,
] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Revenue1764000001200,
  Maturity1765000001200,
  Owners1765000001250,
  RevenueGuards1765000007200,
  Settlements1765000007210,
  TicketRefunds1765000008100,
  DrainingsByVote1765000010710,
  Treasuries1765000010720,
];

export function postgresRevenue(dataSource: DataSource) {
  return {
    pots: new PostgresPots(dataSource),
    potLives: new PostgresPotLives(dataSource),
    checkpoints: new PostgresCheckpoints(dataSource),
    freeMonths: new PostgresFreeMonths(dataSource),
    refunds: new PostgresRefunds(dataSource),
    refundedVersions: new PostgresRefundedVersions(dataSource),
    drainings: new PostgresDrainings(dataSource),
    usageDecisions: new PostgresUsageDecisions(dataSource),
    reserveFundings: new PostgresReserveFundings(),
    draws: new PostgresDraws(dataSource),
    spendings: new PostgresSpendings(dataSource),
    potBooks: new PostgresPotBooks(),
    potProofs: new PostgresPotProofs(),
  };
}
