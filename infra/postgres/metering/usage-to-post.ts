import type { UsageToPost } from '../../../domain/metering/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

export interface ToPostRow {
  readonly id: string;
  readonly gateway_id: Id;
  readonly model_version_id: Id;
  readonly customer_id: Id;
  readonly ticket_id: Id | null;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly sequence: string;
  readonly queries: number;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly seconds: number | null;
}

/** By hand: this is read for every event, and an entity costs ten times as much to load. */
export function usageToPost(row: ToPostRow): UsageToPost {
  return {
    id: BigInt(row.id),
    gatewayId: row.gateway_id,
    modelVersionId: row.model_version_id,
    customerId: row.customer_id,
    ticketId: row.ticket_id,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    sequence: BigInt(row.sequence),
    queries: row.queries,
    inputTokens: row.input_tokens ?? 0,
    outputTokens: row.output_tokens ?? 0,
    seconds: row.seconds ?? 0,
  };
}
