import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Announcements1765000000010 } from './announcements.migration.ts';
import * as attribution from './attribution/index.ts';
import * as audit from './audit/index.ts';
import * as billing from './billing/index.ts';
import * as cases from './cases/index.ts';
import * as consents from './consents/index.ts';
import { Foundation1764000000000 } from './foundation.migration.ts';
import * as governance from './governance/index.ts';
import * as identity from './identity/index.ts';
import * as imports from './imports/index.ts';
import * as ledger from './ledger/index.ts';
import * as mandates from './mandates/index.ts';
import * as metering from './metering/index.ts';
import * as models from './models/index.ts';
import { SnakeNaming } from './naming.ts';
import * as notices from './notices/index.ts';
import * as payouts from './payouts/index.ts';
import * as pools from './pools/index.ts';
import * as revenue from './revenue/index.ts';
import { TopUpsBecomePayments1765000003190 } from './top-ups-become-payments.migration.ts';
import * as training from './training/index.ts';
import * as vaults from './vaults/index.ts';

const contexts = [
  identity,
  notices,
  audit,
  ledger,
  governance,
  consents,
  vaults,
  imports,
  pools,
  training,
  attribution,
  models,
  mandates,
  metering,
  revenue,
  billing,
  payouts,
  cases,
];

/** Any number, the same in every process: who holds this advisory lock migrates, the others wait and find it done. */
const MIGRATION_LOCK = 7_226_001;

export async function createDataSource(url: string, poolSize = 20): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: contexts.flatMap((context) => context.schemas),
    // TypeORM orders them by the time in their names.
    migrations: [
      Foundation1764000000000,
      Announcements1765000000010,
      ...contexts.flatMap((context) => context.migrations),
      TopUpsBecomePayments1765000003190,
    ],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    entitySkipConstructor: true,
    applicationName: 'commonpool',
    // Nobody waits for ever on an exhausted pool: a request fails, and says so.
    connectTimeoutMS: 10_000,
  }).initialize();
}

/** Brings the database to this version; safe when several processes start at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
  }
}
