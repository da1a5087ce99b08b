import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The clock, the outbox and the instance's name on the broker, on which every context stands.
 *
 * `commonpool_now()` is the only clock that decides deadlines. Tests shift it through `clock_offset`; the table refuses
 * rows in any database whose name does not start with `test_`, so nobody can move the deadlines of a real instance.
 */
export class Foundation1764000000000 implements MigrationInterface {
  name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clock_offset (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        shift interval NOT NULL
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_clock_offset() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_database() NOT LIKE 'test\\_%' THEN
          RAISE EXCEPTION 'the clock can only be shifted in a test database';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER clock_offset_in_tests_only BEFORE INSERT OR UPDATE ON clock_offset
      FOR EACH ROW EXECUTE FUNCTION refuse_clock_offset()`);
    await runner.query(`
      CREATE FUNCTION commonpool_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
        SELECT date_trunc('milliseconds', clock_timestamp() + coalesce((SELECT shift FROM clock_offset), interval '0'))
      $$`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TABLE outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        subject text NOT NULL,
        payload jsonb NOT NULL,
        emitted_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`
      CREATE TABLE broker_namespace (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        name text NOT NULL CHECK (name ~ '^[a-z0-9-]{1,64}$')
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE broker_namespace');
    await runner.query('DROP TABLE outbox');
    await runner.query('DROP FUNCTION refuse_change()');
    await runner.query('DROP FUNCTION commonpool_now()');
    await runner.query('DROP TABLE clock_offset');
    await runner.query('DROP FUNCTION refuse_clock_offset()');
  }
}
