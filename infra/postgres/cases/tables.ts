const KINDS = `'dispute', 'refund-request', 'correction', 'metering-gap', 'probe'`;
const STATES = `'open', 'in-review', 'decided', 'closed', 'withdrawn'`;
const REASONS = `'overcharged', 'not-served', 'faulty-answer', 'goodwill', 'unfounded', 'booking-error', 'metering-fault', 'resolved', 'other'`;

const CASES = `CREATE TABLE cases (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN (${KINDS})),
    subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 200),
    opener_id uuid,
    customer_id uuid,
    gateway_id uuid,
    statement text NOT NULL CHECK (char_length(statement) BETWEEN 1 AND 5000),
    opened_at timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL CHECK (deadline_at > opened_at),
    escalated_at timestamptz CHECK (escalated_at >= deadline_at),
    state text NOT NULL CHECK (state IN (${STATES})),
    version integer NOT NULL CHECK (version > 0),
    reviewer_id uuid,
    outcome text CHECK (outcome IN ('refund', 'reject', 'correct', 'suspend-gateway', 'warn', 'no-action')),
    reason text CHECK (reason IN (${REASONS})),
    needs_second boolean NOT NULL,
    second_id uuid,
    amount_micros bigint CHECK (amount_micros > 0),
    currency text CHECK (currency ~ '^[A-Z]{3}$'),
    legs jsonb CHECK (jsonb_typeof(legs) = 'array'),
    digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
    ended_at timestamptz CHECK (ended_at >= opened_at),
    CHECK ((state IN ('closed', 'withdrawn')) = (ended_at IS NOT NULL)),
    CHECK ((state IN ('decided', 'closed')) = (outcome IS NOT NULL)),
    CHECK ((outcome IS NULL) = (reason IS NULL)),
    CHECK (outcome IS NULL OR CASE kind
      WHEN 'correction' THEN outcome IN ('correct', 'reject')
      WHEN 'metering-gap' THEN outcome IN ('suspend-gateway', 'warn', 'no-action')
      WHEN 'probe' THEN outcome IN ('suspend-gateway', 'warn', 'no-action')
      ELSE outcome IN ('refund', 'reject') END),
    CHECK ((kind IN ('metering-gap', 'probe')) = (opener_id IS NULL)),
    CHECK ((kind IN ('dispute', 'refund-request')) = (customer_id IS NOT NULL)),
    CHECK (kind = 'correction' OR gateway_id IS NOT NULL),
    CHECK ((kind = 'correction') = (legs IS NOT NULL) AND (legs IS NULL) = (digest IS NULL)),
    CHECK ((coalesce(outcome, '') = 'refund') = (amount_micros IS NOT NULL)),
    CHECK (state IN ('open', 'withdrawn') OR coalesce(reason, '') = 'resolved' OR reviewer_id IS NOT NULL),
    CHECK (state <> 'decided' OR needs_second),
    CHECK (outcome IS DISTINCT FROM 'correct' OR needs_second),
    CONSTRAINT cases_second_hand CHECK (second_id IS NULL OR (state = 'closed' AND second_id <> reviewer_id)),
    CONSTRAINT cases_two_hands CHECK (state <> 'closed' OR NOT needs_second OR second_id IS NOT NULL)
  )`;

export const TABLES = [
  CASES,
  // One claim about a call, and one correction of a journal, at a time.
  `CREATE UNIQUE INDEX cases_one_claim ON cases (subject)
   WHERE kind IN ('dispute', 'refund-request') AND ended_at IS NULL`,
  `CREATE UNIQUE INDEX cases_one_correction ON cases (subject) WHERE kind = 'correction' AND ended_at IS NULL`,
  // A gap or a failed probe raises one case, ever.
  `CREATE UNIQUE INDEX cases_raised_once ON cases (subject) WHERE kind IN ('metering-gap', 'probe')`,
  `CREATE INDEX cases_by_time ON cases (opened_at, id)`,
  `CREATE INDEX cases_of_customer ON cases (customer_id, opened_at, id)`,
  `CREATE INDEX cases_of_opener ON cases (opener_id, opened_at, id)`,
  `CREATE INDEX cases_running ON cases (kind, id) WHERE ended_at IS NULL`,
  `CREATE INDEX cases_to_escalate ON cases (deadline_at, id) WHERE ended_at IS NULL AND escalated_at IS NULL`,
  `CREATE INDEX cases_paid ON cases (id) WHERE state = 'closed' AND outcome IN ('refund', 'correct')`,
  `CREATE TABLE case_steps (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases,
    version integer NOT NULL,
    kind text NOT NULL CHECK (kind IN
      ('opened', 'taken', 'decided', 'confirmed', 'refused', 'withdrawn', 'escalated', 'resolved')),
    state text NOT NULL CHECK (state IN (${STATES})),
    actor_id uuid,
    note text CHECK (char_length(note) BETWEEN 1 AND 5000),
    at timestamptz NOT NULL,
    UNIQUE (case_id, version)
  )`,
  `CREATE TABLE case_evidence (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases,
    author_id uuid NOT NULL,
    text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 5000),
    url text CHECK (char_length(url) BETWEEN 1 AND 2000),
    digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
    added_at timestamptz NOT NULL
  )`,
  `CREATE INDEX case_evidence_of_case ON case_evidence (case_id, id)`,
  `CREATE TABLE case_journals (
    key text PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases
  )`,
  `CREATE INDEX case_journals_of_case ON case_journals (case_id)`,
];
