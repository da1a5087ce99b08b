import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gaps in a gateway's numbers since they were first missed. Those that were reported are history. */
export class SequenceGaps1765000001130 implements MigrationInterface {
  name = 'SequenceGaps1765000001130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sequence_gaps (
        id uuid PRIMARY KEY,
        gateway_id uuid NOT NULL REFERENCES gateways,
        first bigint NOT NULL CHECK (first > 0),
        last bigint NOT NULL CHECK (last >= first),
        first_seen_at timestamptz NOT NULL,
        opened_at timestamptz CHECK (opened_at >= first_seen_at),
        closed_at timestamptz CHECK (closed_at >= opened_at),
        CHECK (closed_at IS NULL OR opened_at IS NOT NULL)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX sequence_gaps_watched ON sequence_gaps (gateway_id, first) WHERE closed_at IS NULL',
    );
    await runner.query(
      'CREATE INDEX sequence_gaps_opened ON sequence_gaps (opened_at, id) WHERE opened_at IS NOT NULL',
    );
    await runner.query(`
      CREATE TRIGGER sequence_gaps_kept BEFORE DELETE ON sequence_gaps
      FOR EACH ROW WHEN (OLD.opened_at IS NOT NULL) EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER sequence_gaps_whole BEFORE TRUNCATE ON sequence_gaps
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER sequence_gaps_over BEFORE UPDATE ON sequence_gaps
      FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER sequence_gaps_fixed BEFORE UPDATE ON sequence_gaps
      FOR EACH ROW WHEN (OLD.opened_at IS NULL) EXECUTE FUNCTION metering_refuse_other_changes('opened_at')`);
    await runner.query(`
      CREATE TRIGGER sequence_gaps_closing BEFORE UPDATE ON sequence_gaps
      FOR EACH ROW WHEN (OLD.opened_at IS NOT NULL) EXECUTE FUNCTION metering_refuse_other_changes('closed_at')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sequence_gaps');
  }
}
