import { expect, test } from '@jest/globals';
import { newId, sha256Hex } from '../../domain/shared/index.ts';
import { oversightMigrations } from '../../infra/postgres/metering/oversight.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** Columns, constraints, indexes, triggers and functions, as PostgreSQL itself describes them. */
async function shapeOf({ dataSource }: TestDatabase): Promise<unknown> {
  return dataSource.query(`
    SELECT 'column' AS kind, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS what
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    ORDER BY 1, 2`);
}

test('each step can be undone and done again, with rows in the tables; gateways of before are hosted', async () => {
  const database = await openTestDatabase();
  const { dataSource } = database;
  const before = await shapeOf(database);
  const gatewayId = newId();
  const now = new Date();
  await dataSource.query(
    `INSERT INTO gateways (id, name, kind, token_hash, registered_by, created_at) VALUES ($1, 'edge', 'licensed', $2, $1, $3)`,
    [gatewayId, sha256Hex(gatewayId), now],
  );
  await dataSource.query(
    `INSERT INTO usage_refusals (event_key, digest, code, gateway_id, event_id, sequence, received_at)
     SELECT gen_random_uuid(), sha256('x'), 'EVENT_INVALID', $1, '', n, $2 FROM unnest(ARRAY[NULL, 7::bigint]) AS n`,
    [gatewayId, now],
  );
  const runner = dataSource.createQueryRunner();
  const steps = oversightMigrations.map((Step) => new Step());
  for (const step of steps.toReversed()) await step.down(runner);
  expect(await runner.query('SELECT sequence FROM usage_refusals')).toEqual([{ sequence: '7' }]);
  expect(JSON.stringify(await shapeOf(database))).not.toMatch(
    /metering_refuse|suspended_at|gateway_licences|usage_probes/,
  );
  for (const step of steps) await step.up(runner);
  expect(await shapeOf(database)).toEqual(before);
  expect(await runner.query('SELECT kind, suspended_at FROM gateways')).toEqual([
    { kind: 'hosted', suspended_at: null },
  ]);
  await runner.release();
  await database.close();
});
