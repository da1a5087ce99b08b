import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pools, their charters, pledges, contributions, and whose text was first. */
export class Pools1764000000700 implements MigrationInterface {
  name = 'Pools1764000000700';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [POOLS, CHARTERS, PLEDGES, CONTRIBUTIONS, DIGESTS, ...INDEXES, ...FROZEN]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pool_text_digests, pool_digest_keys, contributions, pledges');
    await runner.query('ALTER TABLE pools DROP CONSTRAINT pools_charter');
    await runner.query('DROP TABLE charters, pools');
  }
}

const POOLS = `
  CREATE TABLE pools (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    builder_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('pledging', 'founding', 'live', 'lapsed', 'rejected', 'closed')),
    charter_id uuid NOT NULL UNIQUE,
    pledging_ends_at timestamptz NOT NULL,
    founding_proposal_id uuid UNIQUE,
    created_at timestamptz NOT NULL,
    CHECK (pledging_ends_at > created_at),
    CHECK (state IN ('pledging', 'lapsed') = (founding_proposal_id IS NULL))
  )`;

const CHARTERS = `
  CREATE TABLE charters (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL REFERENCES pools DEFERRABLE INITIALLY DEFERRED,
    version integer NOT NULL CHECK (version >= 1),
    scope jsonb NOT NULL,
    terms jsonb NOT NULL CHECK (
      (terms->>'platformPpm')::int + (terms->>'builderPpm')::int + (terms->>'ownersPpm')::int = 1000000
      AND (terms->>'pricePerQueryMicros')::bigint >= 0
    ),
    scope_digest text NOT NULL,
    terms_digest text NOT NULL,
    digest text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    UNIQUE (pool_id, version)
  )`;

const PLEDGES = `
  CREATE TABLE pledges (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL REFERENCES pools,
    user_id uuid NOT NULL,
    person_id uuid,
    dataset_id uuid NOT NULL,
    consent_id uuid NOT NULL UNIQUE,
    records integer NOT NULL CHECK (records > 0),
    pledged_at timestamptz NOT NULL,
    withdrawn_at timestamptz CHECK (withdrawn_at >= pledged_at)
  )`;

/** `leased_until` and `evaluation` are for workers only: until then that attempt has the contribution for itself. */
const CONTRIBUTIONS = `
  CREATE TABLE contributions (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL REFERENCES pools,
    user_id uuid NOT NULL,
    person_id uuid,
    dataset_id uuid NOT NULL,
    consent_id uuid NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected', 'withdrawn')),
    pledged_at timestamptz NOT NULL,
    records integer NOT NULL CHECK (records >= 0),
    units bigint NOT NULL CHECK (units >= 0),
    duplicates integer NOT NULL CHECK (duplicates >= 0),
    repeats integer NOT NULL CHECK (repeats >= 0),
    reasons text[] NOT NULL,
    decided_at timestamptz,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    evaluation uuid,
    CHECK ((evaluation IS NULL) = (leased_until = '-infinity')),
    CHECK ((state = 'pending') = (decided_at IS NULL)),
    CHECK (state <> 'accepted' OR (units > 0 AND units + duplicates + repeats = records)),
    CHECK (state NOT IN ('pending', 'rejected') OR units = 0),
    CHECK (state <> 'rejected' OR cardinality(reasons) > 0)
  )`;

const DIGESTS = `
  CREATE TABLE pool_text_digests (
    pool_id uuid NOT NULL REFERENCES pools,
    digest bytea NOT NULL CHECK (length(digest) = 16),
    contribution_id uuid NOT NULL REFERENCES contributions,
    PRIMARY KEY (pool_id, digest)
  );
  CREATE TABLE pool_digest_keys (
    pool_id uuid PRIMARY KEY REFERENCES pools,
    wrapped bytea NOT NULL
  )`;

const INDEXES = [
  `CREATE INDEX pools_due ON pools (pledging_ends_at, id) WHERE state = 'pledging'`,
  `CREATE INDEX pools_by_state ON pools (state, id)`,
  `CREATE UNIQUE INDEX pledges_live ON pledges (pool_id, dataset_id) WHERE withdrawn_at IS NULL`,
  `CREATE INDEX pledges_of_user ON pledges (user_id, pool_id)`,
  `CREATE INDEX pledges_of_dataset ON pledges (dataset_id)`,
  `CREATE UNIQUE INDEX contributions_once ON contributions (pool_id, dataset_id) WHERE state IN ('pending', 'accepted')`,
  `CREATE INDEX contributions_pending ON contributions (pledged_at, id) WHERE state = 'pending'`,
  `CREATE INDEX contributions_of_pool ON contributions (pool_id, state, pledged_at, id)`,
  `CREATE INDEX contributions_of_user ON contributions (user_id, pool_id)`,
  `CREATE INDEX contributions_of_dataset ON contributions (dataset_id)`,
  `CREATE INDEX pool_text_digests_of ON pool_text_digests (contribution_id)`,
];

const FROZEN = [
  `ALTER TABLE pools ADD CONSTRAINT pools_charter FOREIGN KEY (charter_id) REFERENCES charters DEFERRABLE INITIALLY DEFERRED`,
  `CREATE TRIGGER charters_frozen BEFORE UPDATE OR DELETE ON charters FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER pledges_kept BEFORE DELETE ON pledges FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER contributions_kept BEFORE DELETE ON contributions FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];
