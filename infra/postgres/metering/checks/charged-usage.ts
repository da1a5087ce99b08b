import { BUCKET_BITS, type MovedSum } from '../../../../domain/ledger/index.ts';
import type { AuditedEvent, ChargedUsage, ChargeTerms } from '../../../../domain/metering/index.ts';
import type { Id, Snapshot } from '../../../../domain/shared/index.ts';
import { managerOf } from '../../transactions.ts';

/**
 * Prices and parts as `priceOf` and `splitPrice` make them, written a second time on purpose: where the two disagree,
 * the audit says so. An event of no known version makes a sum that no journal makes. $1 to $12, $14 and $15: one list for each of the
 * terms; $13: the salt.
 */
const CHARGED_SUMS = `
  WITH terms AS MATERIALIZED (
    SELECT id, per_query, per_input, per_output, per_second, minimum, platform_ppm, builder_ppm, currency,
           hashtextextended(platform, $13::bigint) AS platform, hashtextextended(builder, $13::bigint) AS builder,
           hashtextextended(pot, $13::bigint) AS pot, coalesce(since, '-infinity') AS since, coalesce(until, 'infinity') AS until
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[],
                $8::numeric[], $9::text[], $10::text[], $11::text[], $12::text[], $14::timestamptz[], $15::timestamptz[])
      AS t (id, per_query, per_input, per_output, per_second, minimum, platform_ppm, builder_ppm, currency, platform, builder, pot, since,
            until)
  ), priced AS (
    SELECT i.id, greatest(minimum, queries * per_query + coalesce(seconds, 0) * per_second
             + div(coalesce(input_tokens, 0) * per_input + coalesce(output_tokens, 0) * per_output, 1000000)) AS price,
           platform_ppm, builder_ppm, platform, builder, pot,
           hashtextextended('customer:' || customer_id || ':' || currency, $13::bigint) AS payer
    FROM usage_inbox i LEFT JOIN terms t
      ON t.id = i.model_version_id AND i.received_at >= t.since AND i.received_at < t.until
    WHERE NOT EXISTS (SELECT FROM usage_waiting w WHERE w.inbox_id = i.id)
      AND NOT EXISTS (SELECT FROM usage_parked p WHERE p.inbox_id = i.id)
    OFFSET 0
  ), split AS (
    SELECT *, div(price * platform_ppm, 1000000) AS fee, div(price * builder_ppm, 1000000) AS built FROM priced OFFSET 0
  )
  SELECT id >> ${BUCKET_BITS} AS bucket,
         sum(coalesce(fee * hashint8extended(id, platform) + built * hashint8extended(id, builder)
             + (price - fee - built) * hashint8extended(id, pot) - price * hashint8extended(id, payer),
             hashint8extended(id, $13::bigint))) AS sum
  FROM split GROUP BY 1 ORDER BY 1`;

const EVENTS = `
  SELECT id, model_version_id, customer_id, occurred_at, received_at, state, queries, input_tokens, output_tokens, seconds
  FROM usage_events WHERE id > $1 ORDER BY id LIMIT $2`;

interface EventRow {
  readonly id: string;
  readonly model_version_id: Id;
  readonly customer_id: Id;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly state: AuditedEvent['state'];
  readonly queries: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly seconds: number;
}

export class PostgresChargedUsage implements ChargedUsage {
  async chargedSums(snapshot: Snapshot, terms: readonly ChargeTerms[], salt: bigint): Promise<readonly MovedSum[]> {
    const rows = await managerOf(snapshot).query<{ bucket: string; sum: string }[]>(CHARGED_SUMS, [
      ...columnsOf(terms),
      salt.toString(),
      terms.map(({ since }) => since),
      terms.map(({ until }) => until),
    ]);
    return rows.map(({ bucket, sum }) => ({ bucket: BigInt(bucket), sum }));
  }

  async events(snapshot: Snapshot, after: bigint, limit: number): Promise<readonly AuditedEvent[]> {
    const rows = await managerOf(snapshot).query<EventRow[]>(EVENTS, [after.toString(), limit]);
    return rows.map((row) => ({
      id: BigInt(row.id),
      modelVersionId: row.model_version_id,
      customerId: row.customer_id,
      occurredAt: row.occurred_at,
      receivedAt: row.received_at,
      state: row.state,
      queries: row.queries,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      seconds: row.seconds,
    }));
  }
}

function columnsOf(terms: readonly ChargeTerms[]): unknown[] {
  return [
    terms.map((term) => term.modelVersionId),
    ...(
      [
        'pricePerQueryMicros',
        'pricePerMillionInputTokensMicros',
        'pricePerMillionOutputTokensMicros',
        'pricePerSecondMicros',
        'minimumChargeMicros',
        'platformPpm',
        'builderPpm',
      ] as const
    ).map((name) => terms.map((term) => term[name].toString())),
    terms.map((term) => term.currency),
    terms.map((term) => term.platformAccount),
    terms.map((term) => term.builderAccount),
    terms.map((term) => term.potAccount),
  ];
}
