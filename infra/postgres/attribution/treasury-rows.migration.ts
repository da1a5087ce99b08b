import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pool's own row has the weight that its members voted, and no value that was measured. */
export class TreasuryRows1765000010740 implements MigrationInterface {
  name = 'TreasuryRows1765000010740';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cap_rows DROP CONSTRAINT cap_rows_check');
    await runner.query(`
      CREATE FUNCTION refuse_unmeasured_weight() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM cap_tables t WHERE t.id = NEW.cap_table_id AND t.pool_id = NEW.user_id) THEN
          RAISE EXCEPTION 'who did not help has no weight, but for the pool itself'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER cap_rows_measured BEFORE INSERT ON cap_rows
      FOR EACH ROW WHEN (NEW.weight > 0 AND NEW.measured <= 0) EXECUTE FUNCTION refuse_unmeasured_weight()`);
  }

  /** Refuses where a pool has such a row, which nothing in the older form could be. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cap_rows ADD CONSTRAINT cap_rows_check CHECK (measured > 0 OR weight = 0)');
    await runner.query('DROP TRIGGER cap_rows_measured ON cap_rows');
    await runner.query('DROP FUNCTION refuse_unmeasured_weight()');
  }
}
