const CURRENCY = `currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')`;

export const DESTINATIONS = [
  `CREATE TABLE payout_destinations (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    ${CURRENCY},
    version integer NOT NULL CHECK (version > 0),
    kind text NOT NULL CHECK (kind IN ('iban', 'reference')),
    last4 text NOT NULL CHECK (char_length(last4) = 4),
    sealed bytea NOT NULL,
    statement_id uuid,
    set_at timestamptz NOT NULL,
    usable_at timestamptz NOT NULL CHECK (usable_at >= set_at),
    cancelled_at timestamptz CHECK (cancelled_at >= set_at),
    UNIQUE (user_id, currency, version)
  )`,
  `CREATE INDEX payout_destinations_of_user ON payout_destinations (user_id, set_at, id)`,
];

export const BATCHES = [
  `CREATE TABLE payout_batches (
    id uuid PRIMARY KEY,
    ${CURRENCY},
    state text NOT NULL CHECK (state IN ('open', 'released', 'discarded')),
    payouts integer NOT NULL CHECK (payouts > 0),
    total_micros bigint NOT NULL CHECK (total_micros > 0),
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    ended_by uuid,
    ended_at timestamptz CHECK (ended_at >= created_at),
    CHECK ((state = 'open') = (ended_by IS NULL) AND (state = 'open') = (ended_at IS NULL)),
    CONSTRAINT payout_batches_two_hands CHECK (state <> 'released' OR ended_by <> created_by)
  )`,
  `CREATE INDEX payout_batches_by_time ON payout_batches (created_at, id)`,
];

export const PAYOUTS = [
  `CREATE TABLE payouts (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    source text NOT NULL CHECK (source IN ('owner', 'builder', 'customer')),
    ${CURRENCY},
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    destination_id uuid NOT NULL REFERENCES payout_destinations (id),
    idempotency_key text NOT NULL CHECK (idempotency_key <> ''),
    requested_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('requested', 'sent', 'settled', 'returned', 'cancelled')),
    hold_reason text CHECK (hold_reason IN (
      'identity-check', 'suspected-fraud', 'dispute-open', 'provider-unreachable', 'provider-refused',
      'destination-changed')),
    route text CHECK (route IN ('manual', 'webhook')),
    batch_id uuid REFERENCES payout_batches (id),
    tries integer NOT NULL CHECK (tries >= 0),
    next_try_at timestamptz NOT NULL,
    leased_until timestamptz,
    sent_at timestamptz CHECK (sent_at >= requested_at),
    ended_at timestamptz CHECK (ended_at >= requested_at),
    return_reason text CHECK (return_reason IN ('account-closed', 'details-wrong', 'refused', 'recalled', 'other')),
    reference text CHECK (char_length(reference) BETWEEN 1 AND 140),
    UNIQUE (user_id, idempotency_key),
    CHECK (hold_reason IS NULL OR state = 'requested'),
    CHECK ((state IN ('sent', 'settled', 'returned')) = (sent_at IS NOT NULL)),
    CHECK ((state IN ('settled', 'returned', 'cancelled')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'returned') = (return_reason IS NOT NULL)),
    CHECK (reference IS NULL OR state IN ('settled', 'returned')),
    CHECK (sent_at IS NULL OR route IS NOT NULL),
    CHECK ((route IS NOT DISTINCT FROM 'manual') = (batch_id IS NOT NULL)),
    CHECK (leased_until IS NULL OR route = 'webhook')
  ) WITH (fillfactor = 80)`,
  `CREATE INDEX payouts_of_user ON payouts (user_id, requested_at, id)`,
  `CREATE INDEX payouts_by_time ON payouts (requested_at, id)`,
  `CREATE INDEX payouts_in_batch ON payouts (batch_id) WHERE batch_id IS NOT NULL`,
  `CREATE INDEX payouts_to_send ON payouts (next_try_at, id) WHERE state = 'requested' AND hold_reason IS NULL`,
  `CREATE INDEX payouts_open ON payouts (currency) INCLUDE (amount_micros) WHERE state IN ('requested', 'sent')`,
];

export const ATTEMPTS = [
  `CREATE TABLE payout_attempts (
    payout_id uuid NOT NULL REFERENCES payouts (id),
    number integer NOT NULL CHECK (number > 0),
    started_at timestamptz NOT NULL,
    finished_at timestamptz CHECK (finished_at >= started_at),
    outcome text CHECK (outcome IN ('delivered', 'refused', 'gone', 'unreachable', 'timed-out', 'lost')),
    http_status integer CHECK (http_status BETWEEN 100 AND 599),
    PRIMARY KEY (payout_id, number),
    CHECK ((finished_at IS NULL) = (outcome IS NULL)),
    CHECK (http_status IS NULL OR outcome IN ('delivered', 'refused', 'gone'))
  )`,
  // One at a time: of two workers that claimed the same payout the second fails here.
  `CREATE UNIQUE INDEX payout_attempts_open ON payout_attempts (payout_id) WHERE finished_at IS NULL`,
];

export const LOGS = [
  `CREATE TABLE payout_steps (
    id uuid PRIMARY KEY,
    payout_id uuid NOT NULL REFERENCES payouts (id),
    kind text NOT NULL CHECK (kind IN ('requested', 'held', 'let-go-on', 'sent', 'settled', 'returned', 'cancelled')),
    reason text,
    actor_id uuid,
    at timestamptz NOT NULL,
    CHECK ((kind IN ('held', 'returned')) = (reason IS NOT NULL))
  )`,
  `CREATE INDEX payout_steps_of_payout ON payout_steps (payout_id, id)`,
  `CREATE TABLE payout_disclosures (
    id uuid PRIMARY KEY,
    batch_id uuid NOT NULL REFERENCES payout_batches (id),
    operator_id uuid NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX payout_disclosures_of_batch ON payout_disclosures (batch_id, id)`,
  `CREATE TABLE payout_callbacks (
    event_id text PRIMARY KEY CHECK (char_length(event_id) BETWEEN 1 AND 128),
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    payout_id uuid NOT NULL,
    received_at timestamptz NOT NULL
  )`,
];
