import { In, type DataSource } from 'typeorm';
import {
  eventKey,
  InboxEvent,
  type Inbox,
  type InboxState,
  type ParkedEvent,
  type Payer,
  type RefusedEvent,
  type ReplayedEvent,
  type StoredEvent,
  type UsageEvent,
  type UsageToPost,
} from '../../../domain/metering/index.ts';
import type { Currency, Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { arrayOf, textsOf } from '../arrays.ts';
import { keysetPage, refuseForgedCursor } from '../page.ts';
import { managerOf } from '../transactions.ts';
import {
  APPEND,
  HOLD_QUARANTINED,
  POSTED_OF,
  REFUSE,
  TAKE_PENDING,
  TAKE_QUARANTINED,
  TAKE_UNFUNDED,
  UNFUNDED,
} from './inbox.sql.ts';
import { runsOf } from './sequence-runs.ts';
import { usageToPost, type ToPostRow } from './usage-to-post.ts';

interface StoredRow {
  readonly id: string;
  readonly event_id: string;
  readonly digest: string;
}

export class PostgresInbox implements Inbox {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, gatewayId: Id, events: readonly UsageEvent[]): Promise<Map<string, bigint>> {
    const rows = await managerOf(tx).query<{ id: string; event_id: string }[]>(APPEND, [
      gatewayId,
      tx.now,
      arrayOf(events.map((event) => eventKey(gatewayId, event.eventId))),
      textsOf(events.map((event) => event.eventId)),
      arrayOf(events.map((event) => event.digest)),
      arrayOf(events.map((event) => event.modelVersionId)),
      arrayOf(events.map((event) => event.customerId)),
      arrayOf(events.map((event) => event.keyId)),
      arrayOf(events.map((event) => event.queries)),
      units(events.map((event) => event.inputTokens)),
      units(events.map((event) => event.outputTokens)),
      units(events.map((event) => event.seconds)),
      events.some((event) => event.ticketId !== null) ? events.map((event) => event.ticketId) : [],
      arrayOf(events.map((event) => event.occurredAt.toISOString())),
      arrayOf(events.map((event) => event.sequence)),
    ]);
    return new Map(rows.map((row) => [row.event_id, BigInt(row.id)]));
  }

  async stored(tx: Tx, gatewayId: Id, eventIds: readonly string[]): Promise<Map<string, StoredEvent>> {
    const rows = await managerOf(tx).query<StoredRow[]>(
      `SELECT id, event_id, encode(digest, 'hex') AS digest FROM usage_inbox WHERE event_key = ANY ($1::uuid[])`,
      [eventIds.map((eventId) => eventKey(gatewayId, eventId))],
    );
    return storedById(rows);
  }

  async refuse(tx: Tx, gatewayId: Id, refused: readonly RefusedEvent[]): Promise<void> {
    await managerOf(tx).query(REFUSE, [
      gatewayId,
      tx.now,
      refused.map((event) => eventKey(gatewayId, event.eventId)),
      refused.map((event) => event.eventId),
      refused.map((event) => event.digest),
      refused.map((event) => event.code),
      refused.map((event) => event.sequence.toString()),
    ]);
    await this.countSequences(
      tx,
      refused.map(({ sequence }) => ({ gatewayId, sequence })),
    );
  }

  /** Bounded, for the batch that holds what this one wants may itself wait, outside the database, for this one's end. */
  async takePending(tx: Tx, ids: readonly bigint[]): Promise<UsageToPost[]> {
    await managerOf(tx).query(`SELECT set_config('lock_timeout', '10s', true)`);
    const rows = await managerOf(tx).query<ToPostRow[]>(TAKE_PENDING, [arrayOf(ids)]);
    return rows.map(usageToPost);
  }

  async takeUnfunded(tx: Tx, { customerId, currency }: Payer, ids: readonly bigint[]): Promise<UsageToPost[]> {
    const rows = await managerOf(tx).query<ToPostRow[]>(TAKE_UNFUNDED, [customerId, currency, ids.map(String)]);
    return rows.map(usageToPost);
  }

  async unfunded(tx: Tx, { customerId, currency }: Payer, limit: number): Promise<UsageToPost[]> {
    const rows = await managerOf(tx).query<ToPostRow[]>(UNFUNDED, [customerId, currency, limit]);
    return rows.map(usageToPost);
  }

  async quarantined(tx: Tx, ids: readonly bigint[], reason: string): Promise<UsageToPost[]> {
    const rows = await managerOf(tx).query<ToPostRow[]>(HOLD_QUARANTINED, [ids.map(String), reason]);
    return rows.map(usageToPost);
  }

  async takeQuarantined(tx: Tx, ids: readonly bigint[], reason: string): Promise<UsageToPost[]> {
    const rows = await managerOf(tx).query<ToPostRow[]>(TAKE_QUARANTINED, [ids.map(String), reason]);
    return rows.map(usageToPost);
  }

  async payersBehind(tx: Tx, customerIds: readonly Id[]): Promise<Payer[]> {
    const rows = await managerOf(tx).query<{ customer_id: Id; currency: Currency }[]>(
      `SELECT DISTINCT customer_id, currency FROM usage_parked WHERE state = 'unfunded' AND customer_id = ANY ($1::uuid[])`,
      [arrayOf(customerIds)],
    );
    return rows.map((row) => ({ customerId: row.customer_id, currency: row.currency }));
  }

  async park(tx: Tx, parked: readonly ParkedEvent[]): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO usage_parked (inbox_id, state, reason, customer_id, currency, parked_at)
       SELECT id, state, reason, customer_id, currency, $6
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[], $5::text[])
         AS parked (id, state, reason, customer_id, currency)`,
      [
        parked.map(({ event }) => event.id.toString()),
        parked.map(({ state }) => state),
        parked.map(({ reason }) => reason),
        parked.map(({ event }) => event.customerId),
        parked.map(({ currency }) => currency),
        tx.now,
      ],
    );
  }

  async replay(tx: Tx, ids: readonly bigint[]): Promise<ReplayedEvent[]> {
    const rows = await managerOf(tx).query<{ inbox_id: string; customer_id: Id; reason: string }[]>(
      `WITH taken AS (
         DELETE FROM usage_parked WHERE inbox_id = ANY ($1::bigint[]) AND state = 'quarantined'
         RETURNING inbox_id, customer_id, reason
       ), waiting AS (
         INSERT INTO usage_waiting (inbox_id) SELECT inbox_id FROM taken
       )
       SELECT inbox_id, customer_id, reason FROM taken ORDER BY inbox_id`,
      [arrayOf(ids)],
    );
    return rows.map((row) => ({ id: BigInt(row.inbox_id), customerId: row.customer_id, reason: row.reason }));
  }

  /** The oldest have the lowest ids, but for moments: of a long queue that is young, only its head is read. */
  async pendingAfter(after: bigint, olderThanMs: number, limit: number): Promise<bigint[]> {
    const rows = await this.dataSource.query<{ inbox_id: string }[]>(
      `SELECT inbox_id
       FROM (SELECT inbox_id FROM usage_waiting WHERE inbox_id > $1 ORDER BY inbox_id LIMIT $3) AS oldest
       JOIN usage_inbox i ON i.id = inbox_id
       WHERE i.received_at <= (SELECT commonpool_now()) - $2 * interval '1 millisecond' ORDER BY inbox_id`,
      [after.toString(), olderThanMs, limit],
    );
    return rows.map((row) => BigInt(row.inbox_id));
  }

  async backlog(): Promise<Readonly<Record<Exclude<InboxState, 'posted'>, bigint>>> {
    const rows = await this.dataSource.query<{ state: string; events: string }[]>(
      `SELECT state, count(*) AS events FROM usage_parked GROUP BY state
       UNION ALL SELECT 'pending', count(*) FROM usage_waiting`,
    );
    const counted = Object.fromEntries(rows.map((row) => [row.state, BigInt(row.events)]));
    return { pending: 0n, unfunded: 0n, quarantined: 0n, ...counted };
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<InboxEvent>> {
    const query = this.dataSource
      .createQueryBuilder(InboxEvent, 'event')
      .where('event.customerId = :customerId', { customerId });
    return keysetPage(query, ['id'], 'DESC', page);
  }

  find(tx: Tx, id: bigint): Promise<InboxEvent | null> {
    return managerOf(tx).findOneBy(InboxEvent, { id });
  }

  byId(id: bigint): Promise<InboxEvent | null> {
    return this.dataSource.manager.findOneBy(InboxEvent, { id });
  }

  byIds(ids: readonly bigint[]): Promise<InboxEvent[]> {
    return this.dataSource.manager.findBy(InboxEvent, { id: In([...ids]) });
  }

  async postedOf(modelVersionId: Id, request: PageRequest): Promise<Page<Pick<InboxEvent, 'id' | 'occurredAt'>>> {
    const { limit, direction, from } = request;
    const forward = direction === 'forward';
    const rows = await this.dataSource
      .query<{ id: string; occurred_at: Date }[]>(POSTED_OF(forward), [modelVersionId, from?.[0] ?? null, limit + 1])
      .catch((error: unknown) => refuseForgedCursor(error, request));
    const items = rows.slice(0, limit).map((row) => ({ id: BigInt(row.id), occurredAt: row.occurred_at }));
    return {
      items: forward ? items : items.toReversed(),
      hasMore: rows.length > limit,
      cursorOf: ({ id }) => [id.toString()],
    };
  }

  /** Gateways in order, since two batches may count for the same two. */
  async countSequences(tx: Tx, events: readonly Pick<UsageToPost, 'gatewayId' | 'sequence'>[]): Promise<void> {
    if (events.length === 0) return;
    const runs = runsOf(events);
    const gatewayIds = runs.map((run) => run.gatewayId);
    const manager = managerOf(tx);
    await manager.query(
      'SELECT FROM gateway_sequences WHERE gateway_id = ANY ($1::uuid[]) ORDER BY gateway_id FOR UPDATE',
      [[...new Set(gatewayIds)]],
    );
    await manager.query(
      `UPDATE gateway_sequences s SET seen = s.seen + new.seen
       FROM (SELECT gateway_id, range_agg(int8range(first, last, '[]')) AS seen
             FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS run (gateway_id, first, last) GROUP BY gateway_id) AS new
       WHERE s.gateway_id = new.gateway_id`,
      [arrayOf(gatewayIds), arrayOf(runs.map((run) => run.first)), arrayOf(runs.map((run) => run.last))],
    );
  }
}

/** Of what no event has, no list is sent: `unnest` fills up the shorter ones with nulls. */
function units(counts: readonly number[]): string {
  return arrayOf(counts.some((count) => count !== 0) ? counts : []);
}

function storedById(rows: readonly StoredRow[]): Map<string, StoredEvent> {
  return new Map(rows.map((row) => [row.event_id, { id: BigInt(row.id), digest: row.digest }]));
}
