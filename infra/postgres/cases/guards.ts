/** The state machine of `domain/cases/case.ts`, said again: what a row may become, whoever asks. */
export const GUARDS = [
  `CREATE FUNCTION case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    changing text[] := '{state,version,escalated_at,reviewer_id,outcome,reason,needs_second,second_id,amount_micros,ended_at}';
  BEGIN
    IF OLD.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'a case that has ended is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 OR (to_jsonb(NEW) - changing) <> (to_jsonb(OLD) - changing) THEN
      RAISE EXCEPTION 'a case goes on one version at a time, and what it is about never changes'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.escalated_at IS NOT NULL AND NEW.escalated_at IS DISTINCT FROM OLD.escalated_at THEN
      RAISE EXCEPTION 'a case is escalated once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.state = 'decided'
      OR OLD.state <> 'open' AND NEW.state = 'open'
      OR OLD.state = 'open' AND NEW.state = 'closed' AND NEW.reason IS DISTINCT FROM 'resolved'
      OR OLD.state = 'decided' AND NEW.state = 'in-review' AND NEW.kind = 'correction'
      OR NEW.state = 'closed' AND OLD.state = 'decided' AND NEW.second_id IS NULL
    THEN
      RAISE EXCEPTION 'a case cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'decided' AND NEW.state IN ('decided', 'closed') AND NEW.outcome <> 'reject'
      AND (NEW.outcome, NEW.reviewer_id, NEW.amount_micros, NEW.needs_second)
        IS DISTINCT FROM (OLD.outcome, OLD.reviewer_id, OLD.amount_micros, OLD.needs_second)
    THEN
      RAISE EXCEPTION 'the second operator confirms what the first decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER cases_guarded BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION case_guard()`,
  `CREATE FUNCTION case_insert_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.version <> 1 OR (NEW.kind = 'correction') <> (NEW.state = 'decided')
      OR (NEW.kind <> 'correction') <> (NEW.state = 'open')
    THEN
      RAISE EXCEPTION 'a case begins open, and a correction as proposed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER cases_begin BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION case_insert_guard()`,
  `CREATE TRIGGER cases_kept BEFORE DELETE OR TRUNCATE ON cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ...['case_steps', 'case_evidence', 'case_journals'].map(
    (table) => `CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
];
