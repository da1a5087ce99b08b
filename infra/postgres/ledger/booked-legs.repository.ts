import type { DataSource } from 'typeorm';
import type { AccountSum, BookedLegs, HolderJournals, LegRange } from '../../../domain/ledger/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

const BATCHES = 'FROM ledger_batches WHERE posted_at >= $1 AND posted_at < $2';

/** The journals of a time are those of its batches: one range of their numbers, less what was posted between. */
const IN_RANGE = `
  FROM (
    SELECT key, kind, unnest(account_ids) AS account_id, unnest(amounts_micros) AS amount_micros FROM ledger_journals
    WHERE seq BETWEEN (SELECT min(first_seq) ${BATCHES}) AND (SELECT max(last_seq) ${BATCHES})
          AND batch_id IN (SELECT id ${BATCHES}) AND kind = ANY ($3::text[])
  ) AS e
  JOIN ledger_accounts a ON a.id = e.account_id
  WHERE a.kind = ANY ($4::text[])`;

/** $3: how many journals. Where the first batch begins that would be too many; null where all are few enough. */
const WINDOW_END = `
  SELECT min(posted_at) AS until
  FROM (SELECT posted_at, sum(journals) OVER (ORDER BY posted_at, id) AS so_far
        FROM (SELECT posted_at, id, journals ${BATCHES} ORDER BY posted_at, id LIMIT $3 + 1) AS next) AS counted
  WHERE so_far > $3`;

/**
 * When the oldest open transaction began. The margin is for a clock that is set back a little, and for a transaction
 * that begins between the two readings.
 */
const SETTLED_UNTIL = `
  SELECT date_trunc('milliseconds', least(
    commonpool_now(),
    (SELECT min(xact_start) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid())
      + (commonpool_now() - clock_timestamp())
  )) - interval '30 seconds' AS settled`;

/** One row per holder, its journals in two texts: a row per journal costs this process five times as much. No key has a space. */
const BY_HOLDER = `
  SELECT kind, holder, currency, string_agg(key, ' ') AS keys, string_agg(amount::text, ' ') AS amounts
  FROM (
    SELECT e.key, e.kind, split_part(a.key, ':', 2) AS holder, a.currency, sum(e.amount_micros) AS amount ${IN_RANGE}
    GROUP BY e.key, e.kind, holder, a.currency HAVING sum(e.amount_micros) <> 0
  ) AS own
  GROUP BY kind, holder, currency`;

interface HolderRow {
  readonly kind: string;
  readonly holder: Id;
  readonly currency: string;
  readonly keys: string;
  readonly amounts: string;
}

interface SumRow {
  readonly account: string;
  readonly currency: string;
  readonly amount_micros: string;
}

export class PostgresBookedLegs implements BookedLegs {
  constructor(private readonly dataSource: DataSource) {}

  async settledUntil(): Promise<Date> {
    const [row] = (await this.dataSource.query<{ settled: Date }[]>(SETTLED_UNTIL)) as [{ settled: Date }];
    return row.settled;
  }

  /** A day before the lowest number: transactions do not take their numbers in the order in which they began. */
  async beganAt(): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ began: Date }[]>(
      `SELECT created_at - interval '1 day' AS began FROM ledger_journals ORDER BY seq LIMIT 1`,
    );
    return row?.began ?? null;
  }

  async windowEnd(from: Date, to: Date, journals: number): Promise<Date> {
    const [row] = await this.dataSource.query<{ until: Date | null }[]>(WINDOW_END, [from, to, journals]);
    if (!row?.until) return to;
    const shortest = from.getTime() + 1;
    return new Date(Math.min(to.getTime(), Math.max(row.until.getTime(), shortest)));
  }

  async byHolder(range: LegRange): Promise<HolderJournals[]> {
    const rows = await this.dataSource.query<HolderRow[]>(BY_HOLDER, parametersOf(range));
    return rows.map(({ kind, holder, currency, keys, amounts }) => {
      return { kind, holderId: holder, currency, keys: keys.split(' '), amountsMicros: amounts.split(' ').map(BigInt) };
    });
  }

  async sums(range: LegRange): Promise<AccountSum[]> {
    const rows = await this.dataSource.query<SumRow[]>(
      `SELECT a.key AS account, a.currency, sum(e.amount_micros) AS amount_micros ${IN_RANGE} GROUP BY a.id`,
      parametersOf(range),
    );
    return rows.map(({ amount_micros, ...sum }) => ({ ...sum, amountMicros: BigInt(amount_micros) }));
  }

  async stray({ kinds, accountKinds }: Pick<LegRange, 'kinds' | 'accountKinds'>): Promise<string | null> {
    const [row] = await this.dataSource.query<{ key: string }[]>(
      `SELECT e.key FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
       WHERE e.kind <> ALL ($1::text[]) AND a.kind = ANY ($2::text[])
       GROUP BY e.seq, e.key, split_part(a.key, ':', 2) HAVING sum(e.amount_micros) <> 0 ORDER BY e.seq LIMIT 1`,
      [kinds, accountKinds],
    );
    return row?.key ?? null;
  }
}

function parametersOf({ from, to, kinds, accountKinds }: LegRange): unknown[] {
  return [from, to, kinds, accountKinds];
}
