import type { CapRow } from '../../domain/attribution/index.ts';
import { runChecks, type Check } from '../../domain/audit/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import { Charter, charterDigests, Pool } from '../../domain/pools/index.ts';
import { changed, newId, type Tx } from '../../domain/shared/index.ts';
import { postgresAttribution } from '../../infra/postgres/attribution/index.ts';
import { managerOf, PostgresSnapshot } from '../../infra/postgres/transactions.ts';
import { frozenChecks, wireAudit } from '../../wiring/audit.ts';
import { aScope, DAY_MS, someTerms } from '../pools/charters.ts';
import { Market } from '../revenue/market.ts';
import { openTestGround } from '../support/ground.ts';
import { freezeTable } from './frozen-table.ts';
import { RESEAL } from './reseal.ts';

/** What a check found: its name and the row that it names. */
export type Found = readonly [check: string, row: string];

/** A market whose versions have all that they were published by, and somebody who can change any row behind its back. */
export class AuditHouse extends Market {
  readonly checks: readonly Check[] = [...this.money.checks, ...this.money.liveChecks, ...frozenChecks(this.ground)];
  readonly capTables = postgresAttribution(this.ground.dataSource).capTables;
  readonly audit = wireAudit(this.ground, this.money, frozenChecks(this.ground));

  protected override async freeze(tx: Tx, version: ModelVersion, rows: readonly CapRow[]): Promise<ModelVersion> {
    const totalWeight = rows.reduce((sum, row) => sum + row.weight, 0n);
    if (totalWeight === 0n) return version;
    const charter = await adopt(tx, version);
    const capTableDigest = await freezeTable(tx, this.capTables, version, rows);
    return changed(version, { capTableDigest, charterDigest: charter.digest });
  }

  /** All checks over the database as it is. */
  async found(): Promise<Found[]> {
    return this.afterTampering();
  }

  /** All checks over what the statements leave; then all is as before. Triggers and foreign keys are off meanwhile. */
  async afterTampering(...statements: readonly string[]): Promise<Found[]> {
    const runner = this.db.dataSource.createQueryRunner();
    await runner.startTransaction('REPEATABLE READ');
    try {
      await runner.query(`SET LOCAL session_replication_role = 'replica'`);
      for (const statement of statements) await runner.query(statement);
      const findings = await runChecks(new PostgresSnapshot(await this.db.clock.now(), runner.manager), this.checks);
      return findings.filter(({ sound }) => !sound).map(({ name, row }) => [name, row as string] as const);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** The same for good. */
  async tamper(...statements: readonly string[]): Promise<void> {
    await this.db.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL session_replication_role = 'replica'`);
      for (const statement of statements) await manager.query(statement);
    });
  }

  /** As the one who tampers would, to hide it: every batch is sealed anew over what its rows say now. */
  readonly reseal = RESEAL;

  async one<T>(sql: string): Promise<T> {
    const [row] = await this.db.dataSource.query<T[]>(sql);
    return row as T;
  }

  async accountId(key: string): Promise<string> {
    return (await this.one<{ id: string }>(`SELECT id FROM ledger_accounts WHERE key = '${key}'`)).id;
  }
}

/** A founded pool with the charter whose terms the version has. */
async function adopt(tx: Tx, version: ModelVersion): Promise<Charter> {
  const { poolId, builderId, platformPpm, builderPpm, ownersPpm, currency, pricePerQueryMicros } = version;
  const { pricePerMillionInputTokensMicros, pricePerMillionOutputTokensMicros, pricePerSecondMicros } = version;
  const { minimumChargeMicros, freeQueriesPerMonth, releaseMode } = version;
  const shares = { platformPpm, builderPpm, ownersPpm, currency };
  const tokens = { pricePerMillionInputTokensMicros, pricePerMillionOutputTokensMicros, pricePerSecondMicros };
  const prices = { pricePerQueryMicros, ...tokens, minimumChargeMicros, freeQueriesPerMonth };
  const said = {
    poolId,
    version: 1,
    scope: aScope({ releaseMode }),
    terms: someTerms({ ...shares, ...prices }),
  };
  const charter = new Charter({ id: newId(), ...said, ...charterDigests(said), createdAt: tx.now });
  const pool = new Pool({
    id: poolId,
    name: 'a pool',
    builderId,
    state: 'live',
    charterId: charter.id,
    pledgingEndsAt: new Date(tx.now.getTime() + DAY_MS),
    foundingProposalId: newId(),
    createdAt: tx.now,
  });
  await managerOf(tx).insert(Pool, pool);
  await managerOf(tx).insert(Charter, charter);
  return charter;
}

export async function openAuditHouse(environment: Readonly<Record<string, string>> = {}): Promise<AuditHouse> {
  return new AuditHouse(await openTestGround({ COMMONPOOL_MATURITY_MS: '0', ...environment })).open();
}
