import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeOnce } from './guards.ts';

/** What a gateway may do: its kind, its suspensions, and the licences of those that are not hosted. Earlier ones are hosted. */
export class GatewayRights1765000001110 implements MigrationInterface {
  name = 'GatewayRights1765000001110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION metering_refuse_other_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF to_jsonb(OLD) - TG_ARGV <> to_jsonb(NEW) - TG_ARGV THEN
          RAISE EXCEPTION 'of % rows only % may change', TG_TABLE_NAME, TG_ARGV USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      ALTER TABLE gateways
        ADD COLUMN kind text NOT NULL DEFAULT 'hosted' CHECK (kind IN ('hosted', 'licensed')),
        ADD COLUMN suspended_at timestamptz CHECK (suspended_at >= created_at)`);
    await runner.query('ALTER TABLE gateways ALTER COLUMN kind DROP DEFAULT');
    await changeOnce(runner, 'gateways', ['revoked_at', 'suspended_at']);
    await this.suspensions(runner);
    await this.licences(runner);
  }

  private async suspensions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway_suspensions (
        id uuid PRIMARY KEY,
        gateway_id uuid NOT NULL REFERENCES gateways,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        suspended_by uuid NOT NULL,
        suspended_at timestamptz NOT NULL,
        ended_by uuid,
        ended_at timestamptz CHECK (ended_at >= suspended_at),
        CHECK ((ended_by IS NULL) = (ended_at IS NULL))
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX gateway_suspensions_running ON gateway_suspensions (gateway_id) WHERE ended_at IS NULL',
    );
    await changeOnce(runner, 'gateway_suspensions', ['ended_at', 'ended_by']);
  }

  private async licences(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway_licences (
        id uuid PRIMARY KEY,
        gateway_id uuid NOT NULL REFERENCES gateways,
        model_version_id uuid NOT NULL,
        granted_by uuid NOT NULL,
        granted_at timestamptz NOT NULL,
        ended_by uuid,
        ended_at timestamptz CHECK (ended_at >= granted_at),
        CHECK ((ended_by IS NULL) = (ended_at IS NULL))
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX gateway_licences_held ON gateway_licences (gateway_id, model_version_id) WHERE ended_at IS NULL',
    );
    await runner.query('CREATE INDEX gateway_licences_of ON gateway_licences (gateway_id, model_version_id)');
    await changeOnce(runner, 'gateway_licences', ['ended_at', 'ended_by']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway_licences');
    await runner.query('DROP TABLE gateway_suspensions');
    for (const trigger of ['kept', 'over', 'fixed']) await runner.query(`DROP TRIGGER gateways_${trigger} ON gateways`);
    await runner.query('ALTER TABLE gateways DROP COLUMN suspended_at, DROP COLUMN kind');
    await runner.query('DROP FUNCTION metering_refuse_other_changes()');
  }
}
