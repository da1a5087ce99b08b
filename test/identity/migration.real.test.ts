import { expect, test } from '@jest/globals';
import { Identity1764000000100 } from '../../infra/postgres/identity/migration.ts';
import { openTestDatabase } from '../support/database.ts';

test('the migration goes back without a trace, and forward again', async () => {
  const db = await openTestDatabase();
  const runner = db.dataSource.createQueryRunner();
  const names = async (): Promise<unknown> =>
    runner.query(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
       UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY name`,
    );
  const migration = new Identity1764000000100();
  const before = await names();
  await migration.down(runner);
  const gone = await names();
  expect(JSON.stringify(gone)).not.toMatch(/identity_|member_keys|"users"|recover|session/);
  await migration.up(runner);
  expect(await names()).toEqual(before);
  await runner.release();
  await db.close();
});
