import type { QueryRunner } from 'typeorm';

/**
 * Rows of this table are history: none is removed, only `columns` ever change, and nothing does once the first of them,
 * which says that it is over, is set.
 */
export async function changeOnce(runner: QueryRunner, table: string, columns: readonly [string, ...string[]]) {
  const [over] = columns;
  const allowed = columns.map((column) => `'${column}'`).join(', ');
  await runner.query(`
    CREATE TRIGGER ${table}_kept BEFORE DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER ${table}_over BEFORE UPDATE ON ${table}
    FOR EACH ROW WHEN (OLD.${over} IS NOT NULL) EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
    CREATE TRIGGER ${table}_fixed BEFORE UPDATE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION metering_refuse_other_changes(${allowed})`);
}

/** A table to which rows are only ever added. */
export async function neverChange(runner: QueryRunner, table: string) {
  await runner.query(`
    CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}
