import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A pot is shared out whole, by one statement, while it drains. That is asked once per statement: a foreign key asks for
 * each row, which for a hundred thousand owners takes longer than sharing out.
 */
export class Settlements1765000007210 implements MigrationInterface {
  name = 'Settlements1765000007210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pot_settlements DROP CONSTRAINT pot_settlements_model_version_id_fkey');
    await runner.query(`
      CREATE FUNCTION refuse_partial_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM (SELECT model_version_id, count(*) AS settled FROM added GROUP BY model_version_id) AS a
          LEFT JOIN pots p USING (model_version_id)
          WHERE p.state IS DISTINCT FROM 'draining'
             OR settled <> (SELECT count(*) FROM pot_owners o WHERE o.model_version_id = a.model_version_id)
        ) THEN
          RAISE EXCEPTION 'a pot is shared out whole, while it drains' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER pot_settlements_whole AFTER INSERT ON pot_settlements REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_partial_settlement()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER pot_settlements_whole ON pot_settlements');
    await runner.query('DROP FUNCTION refuse_partial_settlement()');
    await runner.query(`
      ALTER TABLE pot_settlements ADD CONSTRAINT pot_settlements_model_version_id_fkey
      FOREIGN KEY (model_version_id) REFERENCES pots`);
  }
}
