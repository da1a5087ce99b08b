import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeOnce } from './guards.ts';

/** Calls that the platform bought itself. What was found for them is written once. */
export class Probes1765000001140 implements MigrationInterface {
  name = 'Probes1765000001140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_probes (
        id uuid PRIMARY KEY,
        gateway_id uuid NOT NULL REFERENCES gateways,
        model_version_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        key_id uuid NOT NULL REFERENCES api_keys,
        called_at timestamptz NOT NULL,
        units jsonb NOT NULL CHECK (jsonb_typeof(units) = 'object'),
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('sealed', 'reported', 'misreported', 'unreported')),
        checked_at timestamptz CHECK (checked_at >= recorded_at),
        inbox_id bigint UNIQUE,
        CHECK ((state = 'sealed') = (checked_at IS NULL)),
        CHECK ((state IN ('reported', 'misreported')) = (inbox_id IS NOT NULL)),
        UNIQUE (gateway_id, key_id, model_version_id, called_at)
      )`);
    await runner.query(`CREATE INDEX usage_probes_sealed ON usage_probes (called_at, id) WHERE state = 'sealed'`);
    await runner.query('CREATE INDEX usage_probes_by_time ON usage_probes (called_at, id)');
    await changeOnce(runner, 'usage_probes', ['checked_at', 'state', 'inbox_id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_probes');
  }
}
