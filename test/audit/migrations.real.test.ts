import { expect, test } from '@jest/globals';
import { openTestDatabase } from '../support/database.ts';

const OURS = /1765000007\d{3}$/;

test('what the audit added can be taken back, and added again to a database that is in use', async () => {
  const db = await openTestDatabase();
  const runner = db.dataSource.createQueryRunner();
  const shape = async () => {
    const [row] = await db.dataSource.query<{ shape: string }[]>(`
      SELECT md5(string_agg(what, E'\\n' ORDER BY what)) AS shape FROM (
        SELECT 'table ' || relname AS what FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'constraint ' || conname FROM pg_constraint
        UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS everything`);
    return row?.shape;
  };
  try {
    const added = db.dataSource.migrations.filter(({ name }) => OURS.test(name ?? ''));
    expect(added).toHaveLength(9);
    const before = await shape();
    for (const migration of added.toReversed()) await migration.down(runner);
    expect(await shape()).not.toBe(before);
    for (const migration of added) await migration.up(runner);
    expect(await shape()).toBe(before);
  } finally {
    await runner.release();
    await db.close();
  }
});
