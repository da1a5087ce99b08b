import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pots, owners, draws and top-ups. R and what was drawn never fall, and nothing else of a pot ever changes. */
export class Revenue1764000001200 implements MigrationInterface {
  name = 'Revenue1764000001200';

  async up(runner: QueryRunner): Promise<void> {
    await this.pots(runner);
    await this.owners(runner);
    await this.acts(runner);
  }

  private async pots(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pots (
        model_version_id uuid PRIMARY KEY,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        builder_id uuid NOT NULL,
        revenue_micros bigint NOT NULL CHECK (revenue_micros >= 0),
        total_weight bigint NOT NULL CHECK (total_weight >= 0),
        opened_at timestamptz NOT NULL
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE FUNCTION pot_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.revenue_micros < OLD.revenue_micros THEN
          RAISE EXCEPTION 'what a pot has earned never falls' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER pots_grow BEFORE UPDATE OF revenue_micros ON pots FOR EACH ROW EXECUTE FUNCTION pot_only_grows()`);
    await runner.query(`
      CREATE TRIGGER pots_frozen BEFORE UPDATE OF model_version_id, currency, builder_id, total_weight, opened_at ON pots
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER pots_kept BEFORE DELETE OR TRUNCATE ON pots FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  private async owners(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pot_owners (
        model_version_id uuid NOT NULL REFERENCES pots,
        idx integer NOT NULL CHECK (idx >= 0),
        user_id uuid NOT NULL,
        weight bigint NOT NULL CHECK (weight >= 0),
        weight_before bigint NOT NULL CHECK (weight_before >= 0),
        drawn_micros bigint NOT NULL DEFAULT 0 CHECK (drawn_micros >= 0),
        PRIMARY KEY (model_version_id, idx),
        UNIQUE (user_id, model_version_id)
      )`);
    await runner.query(`
      CREATE TRIGGER pot_owners_frozen BEFORE UPDATE OF model_version_id, idx, user_id, weight, weight_before ON pot_owners
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER pot_owners_kept BEFORE DELETE OR TRUNCATE ON pot_owners
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE VIEW pot_earnings AS
      SELECT o.user_id, o.model_version_id, p.currency, p.revenue_micros, o.weight, p.total_weight, o.drawn_micros, p.opened_at
      FROM pot_owners o JOIN pots p USING (model_version_id)`);
  }

  private async acts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draws (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        model_version_id uuid NOT NULL REFERENCES pots,
        currency text NOT NULL,
        amount_micros bigint NOT NULL CHECK (amount_micros > 0),
        idempotency_key text NOT NULL,
        drawn_at timestamptz NOT NULL,
        UNIQUE (user_id, idempotency_key)
      )`);
    await runner.query('CREATE INDEX draws_of_user ON draws (user_id, drawn_at, id)');
    await runner.query(`
      CREATE TABLE top_ups (
        id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        operator_id uuid NOT NULL,
        currency text NOT NULL,
        amount_micros bigint NOT NULL CHECK (amount_micros > 0),
        idempotency_key text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (operator_id, idempotency_key)
      )`);
    for (const table of ['draws', 'top_ups']) {
      await runner.query(`
        CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE top_ups');
    await runner.query('DROP TABLE draws');
    await runner.query('DROP VIEW pot_earnings');
    await runner.query('DROP TABLE pot_owners');
    await runner.query('DROP TABLE pots');
    await runner.query('DROP FUNCTION pot_only_grows()');
  }
}
