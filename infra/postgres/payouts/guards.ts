/** The columns that may change, each only with or before the state that it belongs to. */
const CHANGING = `'{state,hold_reason,route,batch_id,tries,next_try_at,leased_until,sent_at,ended_at,return_reason,reference}'::text[]`;

const PAYOUT_GUARD = `
  CREATE FUNCTION payout_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(NEW) - ${CHANGING}) <> (to_jsonb(OLD) - ${CHANGING}) THEN
      RAISE EXCEPTION 'who is paid what, and to where, never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('requested', 'requested'), ('requested', 'sent'), ('requested', 'cancelled'),
      ('sent', 'settled'), ('sent', 'returned'))
    THEN
      RAISE EXCEPTION 'a payout that is % does not become %', OLD.state, NEW.state
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'sent' AND (NEW.sent_at, NEW.route, NEW.batch_id) IS DISTINCT FROM (OLD.sent_at, OLD.route, OLD.batch_id)
    THEN
      RAISE EXCEPTION 'how and when a payout was sent never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.route = 'webhook' AND NEW.route IS DISTINCT FROM 'webhook' THEN
      RAISE EXCEPTION 'a provider may have this payout, so it takes no other way'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'cancelled' AND NEW.route = 'webhook' THEN
      RAISE EXCEPTION 'a provider may have this payout, so it is not cancelled'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'sent' AND NEW.route = 'manual' THEN
      PERFORM FROM payout_batches b WHERE b.id = NEW.batch_id AND b.state = 'released';
      IF NOT FOUND OR OLD.hold_reason IS NOT NULL OR NEW.batch_id IS DISTINCT FROM OLD.batch_id THEN
        RAISE EXCEPTION 'a payout that is not held is sent by the release of its batch'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
    END IF;
    IF NEW.state = 'sent' AND NEW.route = 'webhook' THEN
      PERFORM FROM payout_attempts a WHERE a.payout_id = NEW.id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'a payout that was never tried is not sent' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
    END IF;
    RETURN NEW;
  END $$`;

/** What a row may become, whoever asks. The state machine of `domain/payouts/payout.ts`, said again. */
export const GUARDS = [
  `CREATE FUNCTION payout_destination_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL
      AND (to_jsonb(NEW) - 'cancelled_at') = (to_jsonb(OLD) - 'cancelled_at')
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a payout destination is never changed, only cancelled once'
      USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER payout_destinations_guarded BEFORE UPDATE ON payout_destinations
   FOR EACH ROW EXECUTE FUNCTION payout_destination_guard()`,

  `CREATE FUNCTION payout_batch_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state = 'open' AND NEW.state IN ('released', 'discarded')
      AND (to_jsonb(NEW) - '{state,ended_by,ended_at}'::text[]) = (to_jsonb(OLD) - '{state,ended_by,ended_at}'::text[])
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a batch ends once, and nothing else of it changes' USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER payout_batches_guarded BEFORE UPDATE ON payout_batches
   FOR EACH ROW EXECUTE FUNCTION payout_batch_guard()`,

  `CREATE FUNCTION payout_attempt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL
      AND (to_jsonb(NEW) - '{finished_at,outcome,http_status}'::text[])
        = (to_jsonb(OLD) - '{finished_at,outcome,http_status}'::text[])
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a try ends once, and nothing else of it changes' USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER payout_attempts_guarded BEFORE UPDATE ON payout_attempts
   FOR EACH ROW EXECUTE FUNCTION payout_attempt_guard()`,

  `CREATE FUNCTION payout_insert_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM payout_destinations d
      WHERE (d.id, d.user_id, d.currency) = (NEW.destination_id, NEW.user_id, NEW.currency)
        AND d.cancelled_at IS NULL AND d.usable_at <= NEW.requested_at;
    IF NOT FOUND OR NEW.state <> 'requested' THEN
      RAISE EXCEPTION 'a payout begins as requested, to a usable destination of its payee'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER payouts_begin BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION payout_insert_guard()`,

  PAYOUT_GUARD,
  `CREATE TRIGGER payouts_guarded BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION payout_guard()`,

  ...['payout_destinations', 'payout_batches', 'payouts', 'payout_attempts'].map(
    (table) => `CREATE TRIGGER ${table}_kept BEFORE DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
  ...['payout_steps', 'payout_disclosures', 'payout_callbacks'].map(
    (table) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
];
