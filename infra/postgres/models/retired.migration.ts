import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version can be retired, for good. */
export class RetiredModels1765000001001 implements MigrationInterface {
  name = 'RetiredModels1765000001001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE model_versions DROP CONSTRAINT model_versions_state_check');
    await runner.query(`ALTER TABLE model_versions ADD CONSTRAINT model_versions_state_check
      CHECK (state IN ('live', 'suspended', 'retired'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE model_versions DROP CONSTRAINT model_versions_state_check');
    await runner.query(`ALTER TABLE model_versions ADD CONSTRAINT model_versions_state_check
      CHECK (state IN ('live', 'suspended'))`);
  }
}
