import {
  freeMonthKey,
  Pot,
  Refund,
  type Draw,
  type FreeMonth,
  type OwnerLines,
  type PotBooks,
} from '../../../../domain/revenue/index.ts';
import type { Id, Snapshot } from '../../../../domain/shared/index.ts';
import { rowsOf } from '../../snapshots.ts';
import { managerOf } from '../../transactions.ts';

const AT_ONCE = 1_000;

/** So many owners come as one text. */
const OWNERS_AT_ONCE = 1_000;

const OWNER_LINES = `
  SELECT idx / ${OWNERS_AT_ONCE} * ${OWNERS_AT_ONCE} AS first,
         string_agg(idx || ' ' || user_id || ' ' || weight || ' ' || weight_before, E'\\n' ORDER BY idx) AS text
  FROM pot_owners WHERE model_version_id = $1 GROUP BY idx / ${OWNERS_AT_ONCE} ORDER BY 1`;

const DRAWN = `
  SELECT model_version_id AS id, sum(drawn_micros) AS drawn FROM pot_owners
  WHERE $1::uuid IS NULL OR model_version_id = $1::uuid GROUP BY model_version_id`;

const FREE_USED = `
  SELECT f.customer_id, f.model_version_id, f.month, f.used
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS m (customer_id, model_version_id, month)
  JOIN free_queries f USING (customer_id, model_version_id, month)`;

/** The refunds of one call together, so that no page ends among them. */
const REFUNDS = `
  SELECT json_agg(json_build_object(
           'id', id, 'inboxId', inbox_id::text, 'ticketId', ticket_id, 'modelVersionId', model_version_id, 'customerId', customer_id,
           'currency', currency, 'amountMicros', amount_micros::text, 'feeMicros', fee_micros::text,
           'builderMicros', builder_micros::text, 'shareMicros', share_micros::text, 'shareFrom', share_from,
           'builderFromReserveMicros', builder_from_reserve_micros::text, 'refundedAt', refunded_at
         ) ORDER BY refunded_at, id) AS refunds
  FROM usage_refunds GROUP BY inbox_id, ticket_id ORDER BY inbox_id, ticket_id`;

type Written = Pick<Refund, 'id' | 'ticketId' | 'modelVersionId' | 'customerId' | 'currency' | 'shareFrom'> & {
  readonly [
    Name in 'amountMicros' | 'feeMicros' | 'builderMicros' | 'shareMicros' | 'builderFromReserveMicros' | 'refundedAt'
  ]: string;
} & { readonly inboxId: string | null };

interface DrawRow {
  readonly id: Id;
  readonly user_id: Id;
  readonly model_version_id: Id;
  readonly currency: string;
  readonly amount_micros: string;
  readonly idempotency_key: string;
  readonly drawn_at: Date;
}

export class PostgresPotBooks implements PotBooks {
  pots(snapshot: Snapshot): Promise<readonly Pot[]> {
    return managerOf(snapshot).find(Pot, { order: { modelVersionId: 'ASC' } });
  }

  async drawn(snapshot: Snapshot, modelVersionId?: Id): Promise<ReadonlyMap<Id, bigint>> {
    const rows = await managerOf(snapshot).query<{ id: Id; drawn: string }[]>(DRAWN, [modelVersionId ?? null]);
    return new Map(rows.map(({ id, drawn }) => [id, BigInt(drawn)]));
  }

  async freeUsed(snapshot: Snapshot, months: readonly FreeMonth[]): Promise<ReadonlyMap<string, number>> {
    const used = new Map<string, number>();
    for (let from = 0; from < months.length; from += AT_ONCE) {
      const some = months.slice(from, from + AT_ONCE);
      const rows = await managerOf(snapshot).query<
        { customer_id: Id; model_version_id: Id; month: string; used: number }[]
      >(FREE_USED, [some.map((m) => m.customerId), some.map((m) => m.modelVersionId), some.map((m) => m.month)]);
      for (const { customer_id: customerId, model_version_id: modelVersionId, month, used: queries } of rows) {
        used.set(freeMonthKey({ customerId, modelVersionId, month }), queries);
      }
    }
    return used;
  }

  ownerLines(snapshot: Snapshot, modelVersionId: Id): Promise<readonly OwnerLines[]> {
    return managerOf(snapshot).query<OwnerLines[]>(OWNER_LINES, [modelVersionId]);
  }

  async *draws(snapshot: Snapshot): AsyncGenerator<readonly Draw[], void, undefined> {
    for await (const rows of rowsOf<DrawRow>(snapshot, 'SELECT * FROM draws ORDER BY id', [], AT_ONCE)) {
      yield rows.map((row) => ({
        id: row.id,
        userId: row.user_id,
        modelVersionId: row.model_version_id,
        currency: row.currency,
        amountMicros: BigInt(row.amount_micros),
        idempotencyKey: row.idempotency_key,
        drawnAt: row.drawn_at,
      }));
    }
  }

  async *refunds(snapshot: Snapshot): AsyncGenerator<readonly Refund[], void, undefined> {
    for await (const rows of rowsOf<{ refunds: Written[] }>(snapshot, REFUNDS, [], AT_ONCE)) {
      yield rows.flatMap(({ refunds }) => refunds.map(readRefund));
    }
  }

  async known(snapshot: Snapshot, table: 'draws' | 'usage_refunds', ids: readonly Id[]): Promise<ReadonlySet<Id>> {
    const rows = await managerOf(snapshot).query<{ id: Id }[]>(`SELECT id FROM ${table} WHERE id = ANY ($1::uuid[])`, [
      ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

function readRefund(written: Written): Refund {
  return new Refund({
    ...written,
    inboxId: written.inboxId === null ? null : BigInt(written.inboxId),
    amountMicros: BigInt(written.amountMicros),
    feeMicros: BigInt(written.feeMicros),
    builderMicros: BigInt(written.builderMicros),
    shareMicros: BigInt(written.shareMicros),
    builderFromReserveMicros: BigInt(written.builderFromReserveMicros),
    refundedAt: new Date(written.refundedAt),
  });
}
