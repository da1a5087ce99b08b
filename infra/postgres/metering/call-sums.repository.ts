import type { DataSource } from 'typeorm';
import type { BoughtCalls } from '../../../domain/mandates/index.ts';
import { inboxIdIn, type CallSums, type TakenForCalls, type UsedCalls } from '../../../domain/metering/index.ts';
import type { Tx } from '../../../domain/shared/index.ts';
import { arrayOf, uuidsOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

/** Adds up here what would be a row per call. A journal that is no call's has no id, and none of its sums has a version. */
const PER_VERSION = `
  SELECT given.place, e.model_version_id, count(*) AS calls, coalesce(sum(queries), 0) AS queries,
         coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
         coalesce(sum(seconds), 0) AS seconds, sum(given.amount_micros) AS amount_micros
  FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS given (place, id, amount_micros)
  LEFT JOIN usage_events e ON e.id = given.id
  GROUP BY given.place, e.model_version_id`;

/**
 * Most who are asked for have no key and so never called. Whether the calls of the others are found by customer or by version
 * is the planner's choice, as either can be by far the fewer.
 */
const BOUGHT_BY = `
  SELECT string_agg(i.id::text, ' ') AS ids
  FROM (SELECT DISTINCT customer_id FROM api_keys WHERE customer_id = ANY ($1::uuid[])) AS c
  JOIN usage_inbox i USING (customer_id)
  WHERE i.model_version_id = ANY ($2::uuid[]) AND i.received_at >= $3`;

interface SumRow {
  readonly place: number;
  readonly model_version_id: string | null;
  readonly calls: string;
  readonly queries: string;
  readonly input_tokens: string;
  readonly output_tokens: string;
  readonly seconds: string;
  readonly amount_micros: string;
}

export class PostgresCallSums implements CallSums {
  constructor(private readonly dataSource: DataSource) {}

  async perVersion(taken: readonly TakenForCalls[]): Promise<UsedCalls[]> {
    const rows = await this.dataSource.query<SumRow[]>(PER_VERSION, [
      arrayOf(taken.flatMap(({ keys }, place) => keys.map(() => place))),
      arrayOf(taken.flatMap(({ keys }) => keys.map((key) => inboxIdIn(key) ?? NO_CALL))),
      arrayOf(taken.flatMap(({ amountsMicros }) => amountsMicros)),
    ]);
    return rows.map((row) => ({
      of: row.place,
      modelVersionId: row.model_version_id,
      calls: BigInt(row.calls),
      units: {
        queries: BigInt(row.queries),
        inputTokens: BigInt(row.input_tokens),
        outputTokens: BigInt(row.output_tokens),
        seconds: BigInt(row.seconds),
      },
      amountMicros: BigInt(row.amount_micros),
    }));
  }

  async boughtBy(tx: Tx, { customerIds, modelVersionIds, since }: BoughtCalls): Promise<bigint[]> {
    const [row] = await managerOf(tx).query<{ ids: string | null }[]>(BOUGHT_BY, [
      uuidsOf(customerIds),
      uuidsOf(modelVersionIds),
      since,
    ]);
    return row?.ids?.split(' ').map(BigInt) ?? [];
  }
}

const NO_CALL = 0n;
