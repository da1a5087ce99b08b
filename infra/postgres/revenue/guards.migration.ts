import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A pot comes with all of its owners and nothing in it, and what they weigh adds up; what an owner has drawn only grows,
 * and never past what is theirs; what a day earned, gave back and let ripen only grows, and so do free queries.
 */
export class RevenueGuards1765000007200 implements MigrationInterface {
  name = 'RevenueGuards1765000007200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...POTS, ...OWNERS, ...DRAWN, ...DAYS, ...FREE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [trigger, table] of TRIGGERS) await runner.query(`DROP TRIGGER ${trigger} ON ${table}`);
    await runner.query('ALTER TABLE draws DROP CONSTRAINT draws_of_owner');
    await runner.query(`DROP FUNCTION refuse_full_pot(), check_pot_owners(), refuse_late_owners(), check_drawn(),
      refuse_shrinking_day(), refuse_fewer_free_queries()`);
  }
}

const TRIGGERS = [
  ['pots_open_empty', 'pots'],
  ['pots_add_up', 'pots'],
  ['pot_owners_with_pot', 'pot_owners'],
  ['pot_owners_draw', 'pot_owners'],
  ['pot_days_grow', 'pot_days'],
  ['pot_days_kept', 'pot_days'],
  ['free_queries_grow', 'free_queries'],
  ['free_queries_kept', 'free_queries'],
] as const;

const FAULT = `USING ERRCODE = 'integrity_constraint_violation'`;

const POTS = [
  `CREATE FUNCTION refuse_full_pot() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'a pot opens empty' ${FAULT};
   END $$`,
  `CREATE TRIGGER pots_open_empty BEFORE INSERT ON pots
   FOR EACH ROW WHEN (NEW.revenue_micros <> 0 OR NEW.mature_micros <> 0 OR NEW.state <> 'open')
   EXECUTE FUNCTION refuse_full_pot()`,
  `CREATE FUNCTION check_pot_owners() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE faulty boolean;
   BEGIN
     SELECT coalesce(sum(weight), 0) <> NEW.total_weight OR coalesce(bool_or(weight_before <> before OR idx <> place), false)
     INTO faulty
     FROM (SELECT weight, weight_before, idx, row_number() OVER (ORDER BY idx) - 1 AS place,
                  sum(weight) OVER (ORDER BY idx) - weight AS before
           FROM pot_owners WHERE model_version_id = NEW.model_version_id) AS rows;
     IF faulty THEN
       RAISE EXCEPTION 'the owners of a pot do not add up to it' ${FAULT};
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER pots_add_up AFTER INSERT ON pots DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION check_pot_owners()`,
];

/** Once per statement: a pot may have a hundred thousand owners. */
const OWNERS = [
  `CREATE FUNCTION refuse_late_owners() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM added WHERE drawn_micros <> 0)
        OR EXISTS (SELECT FROM (SELECT DISTINCT model_version_id FROM added) AS a JOIN pots p USING (model_version_id)
                   WHERE p.xmin::text <> (pg_current_xact_id()::xid)::text) THEN
       RAISE EXCEPTION 'the owners of a pot come with it, and have drawn nothing' ${FAULT};
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER pot_owners_with_pot AFTER INSERT ON pot_owners REFERENCING NEW TABLE AS added
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_owners()`,
];

const DRAWN = [
  `CREATE FUNCTION check_drawn() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE entitled numeric;
   BEGIN
     SELECT CASE WHEN total_weight = 0 THEN 0
              WHEN state = 'closed' THEN div(revenue_micros::numeric * (NEW.weight_before + NEW.weight), total_weight)
                                         - div(revenue_micros::numeric * NEW.weight_before, total_weight)
              ELSE div(mature_micros::numeric * NEW.weight, total_weight) END
     INTO entitled FROM pots WHERE model_version_id = NEW.model_version_id;
     IF NEW.drawn_micros < OLD.drawn_micros OR NEW.drawn_micros > entitled THEN
       RAISE EXCEPTION 'what an owner has drawn only grows, and not past what is theirs' ${FAULT};
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER pot_owners_draw BEFORE UPDATE OF drawn_micros ON pot_owners FOR EACH ROW EXECUTE FUNCTION check_drawn()`,
  `ALTER TABLE draws ADD CONSTRAINT draws_of_owner FOREIGN KEY (user_id, model_version_id)
     REFERENCES pot_owners (user_id, model_version_id)`,
];

const DAYS = [
  `CREATE FUNCTION refuse_shrinking_day() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'what a day earned, gave back and let ripen only grows' ${FAULT};
   END $$`,
  `CREATE TRIGGER pot_days_grow BEFORE UPDATE ON pot_days
   FOR EACH ROW WHEN (NEW.model_version_id <> OLD.model_version_id OR NEW.day <> OLD.day OR NEW.calls < OLD.calls
     OR NEW.earned_micros < OLD.earned_micros OR NEW.refunded_micros < OLD.refunded_micros
     OR NEW.mature_micros < OLD.mature_micros)
   EXECUTE FUNCTION refuse_shrinking_day()`,
  `CREATE TRIGGER pot_days_kept BEFORE DELETE OR TRUNCATE ON pot_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const FREE = [
  `CREATE FUNCTION refuse_fewer_free_queries() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'free queries that were used stay used' ${FAULT};
   END $$`,
  `CREATE TRIGGER free_queries_grow BEFORE UPDATE ON free_queries
   FOR EACH ROW WHEN (NEW.customer_id <> OLD.customer_id OR NEW.model_version_id <> OLD.model_version_id
     OR NEW.month <> OLD.month OR NEW.used < OLD.used)
   EXECUTE FUNCTION refuse_fewer_free_queries()`,
  `CREATE TRIGGER free_queries_kept BEFORE DELETE OR TRUNCATE ON free_queries
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
