import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Not only operators end a version: members do, with their pool. */
export class DrainingsByVote1765000010710 implements MigrationInterface {
  name = 'DrainingsByVote1765000010710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pot_drainings ALTER COLUMN operator_id DROP NOT NULL, ADD proposal_id uuid,
        ADD CONSTRAINT pot_drainings_by CHECK (num_nonnulls(operator_id, proposal_id) = 1)`);
  }

  /** Refuses where members ended a pool, for nothing in the older form could say so. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pot_drainings ALTER COLUMN operator_id SET NOT NULL, DROP proposal_id');
  }
}
