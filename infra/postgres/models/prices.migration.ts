import type { MigrationInterface, QueryRunner } from 'typeorm';

const MICROS = [
  'price_per_million_input_tokens_micros',
  'price_per_million_output_tokens_micros',
  'price_per_second_micros',
  'minimum_charge_micros',
];

/** Prices for more than queries, a minimum charge and a free tier; versions from before ask nothing for them. */
export class ModelPrices1765000001000 implements MigrationInterface {
  name = 'ModelPrices1765000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of MICROS) {
      await runner.query(
        `ALTER TABLE model_versions ADD COLUMN ${column} bigint NOT NULL DEFAULT 0 CHECK (${column} >= 0)`,
      );
    }
    await runner.query(`
      ALTER TABLE model_versions
      ADD COLUMN free_queries_per_month integer NOT NULL DEFAULT 0 CHECK (free_queries_per_month >= 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of [...MICROS, 'free_queries_per_month']) {
      await runner.query(`ALTER TABLE model_versions DROP COLUMN ${column}`);
    }
  }
}
