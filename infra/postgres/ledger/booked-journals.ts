import type { BookedJournal, Entry } from '../../../domain/ledger/index.ts';

/** One row per journal, its legs as JSON in the order of the account ids; amounts as text, for JSON numbers lose units. */
export const BOOKED = `
  SELECT j.seq, j.key, j.kind, j.created_at, (
    SELECT json_agg(json_build_object(
      'account', a.key, 'accountKind', a.kind, 'currency', a.currency,
      'amountMicros', leg.amount_micros::text, 'balanceMicros', leg.balance_micros::text
    ) ORDER BY leg.account_id)
    FROM unnest(j.account_ids, j.amounts_micros, j.balances_micros) AS leg (account_id, amount_micros, balance_micros)
    JOIN ledger_accounts a ON a.id = leg.account_id
  ) AS entries
  FROM ledger_journals j`;

type EntryRow = Omit<Entry, 'amountMicros' | 'balanceMicros'> & {
  readonly amountMicros: string;
  readonly balanceMicros: string;
};

export interface BookedRow {
  readonly seq: string;
  readonly key: string;
  readonly kind: string;
  readonly created_at: Date;
  readonly entries: readonly EntryRow[];
}

export function bookedJournal({ seq, key, kind, created_at: postedAt, entries }: BookedRow): BookedJournal {
  return {
    seq: BigInt(seq),
    key,
    kind,
    postedAt,
    entries: entries.map(({ amountMicros, balanceMicros, ...entry }) => ({
      ...entry,
      amountMicros: BigInt(amountMicros),
      balanceMicros: BigInt(balanceMicros),
    })),
  };
}
