import { In, type DataSource } from 'typeorm';
import {
  eventKey,
  InboxEvent,
  type Inbox,
  type InboxState,
  type RefusedEvent,
  type StoredEvent,
  type UsageEvent,
  type UsageOutcome,
} from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { APPEND, REFUSE } from './inbox.sql.ts';

interface StoredRow {
  readonly id: string;
  readonly event_id: string;
  readonly digest: string;
}

export class PostgresInbox implements Inbox {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, gatewayId: Id, events: readonly UsageEvent[]): Promise<Map<string, StoredEvent>> {
    const rows = await managerOf(tx).query<StoredRow[]>(APPEND, [
      gatewayId,
      tx.now,
      events.map((event) => eventKey(gatewayId, event.eventId)),
      events.map((event) => event.eventId),
      events.map((event) => event.digest),
      events.map((event) => event.modelVersionId),
      events.map((event) => event.customerId),
      events.map((event) => event.keyId),
      events.map((event) => event.queries),
      events.map((event) => event.occurredAt),
      events.map((event) => event.sequence.toString()),
      events.map((event) => event.inputTokens),
      events.map((event) => event.outputTokens),
      events.map((event) => event.seconds),
      events.map((event) => event.ticketId),
    ]);
    return storedById(rows);
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

  async lockUnposted(tx: Tx, ids: readonly bigint[]): Promise<InboxEvent[]> {
    const locked = await managerOf(tx).query<{ inbox_id: string }[]>(
      `SELECT inbox_id FROM usage_unposted
       WHERE inbox_id = ANY ($1::bigint[]) AND state IN ('pending', 'unfunded') ORDER BY inbox_id FOR UPDATE`,
      [ids.map(String)],
    );
    if (locked.length === 0) return [];
    const lockedIds = locked.map((row) => BigInt(row.inbox_id));
    return managerOf(tx).find(InboxEvent, { where: { id: In(lockedIds) }, order: { id: 'ASC' } });
  }

  async settle(tx: Tx, outcomes: readonly UsageOutcome[]): Promise<void> {
    const posted = outcomes.filter((outcome) => outcome.state === 'posted');
    const parked = outcomes.filter((outcome) => outcome.state !== 'posted');
    const manager = managerOf(tx);
    await manager.query('DELETE FROM usage_unposted WHERE inbox_id = ANY ($1::bigint[])', [
      posted.map(({ event }) => event.id.toString()),
    ]);
    if (parked.length > 0) {
      await manager.query(
        `UPDATE usage_unposted u SET state = parked.state, reason = parked.reason
         FROM unnest($1::bigint[], $2::text[], $3::text[]) AS parked (id, state, reason) WHERE u.inbox_id = parked.id`,
        [
          parked.map(({ event }) => event.id.toString()),
          parked.map(({ state }) => state),
          parked.map(({ reason }) => reason ?? null),
        ],
      );
    }
    await this.countSequences(
      tx,
      outcomes.map(({ event }) => event),
    );
  }

  async requeueUnfunded(tx: Tx, customerId: Id, after: bigint, limit: number): Promise<bigint[]> {
    const rows = await managerOf(tx).query<{ inbox_id: string }[]>(
      `WITH parked AS (
         SELECT inbox_id FROM usage_unposted WHERE customer_id = $1 AND state = 'unfunded' AND inbox_id > $2
         ORDER BY inbox_id LIMIT $3 FOR UPDATE SKIP LOCKED
       ), requeued AS (
         UPDATE usage_unposted u SET state = 'pending' FROM parked WHERE u.inbox_id = parked.inbox_id
       )
       SELECT inbox_id FROM parked ORDER BY inbox_id`,
      [customerId, after.toString(), limit],
    );
    return rows.map((row) => BigInt(row.inbox_id));
  }

  async pendingAfter(after: bigint, olderThanMs: number, limit: number): Promise<bigint[]> {
    const rows = await this.dataSource.query<{ inbox_id: string }[]>(
      `SELECT u.inbox_id FROM usage_unposted u JOIN usage_inbox i ON i.id = u.inbox_id
       WHERE u.state = 'pending' AND u.inbox_id > $1
         AND i.received_at <= (SELECT commonpool_now()) - $2 * interval '1 millisecond'
       ORDER BY u.inbox_id LIMIT $3`,
      [after.toString(), olderThanMs, limit],
    );
    return rows.map((row) => BigInt(row.inbox_id));
  }

  async backlog(): Promise<Readonly<Record<Exclude<InboxState, 'posted'>, bigint>>> {
    const rows = await this.dataSource.query<{ state: string; events: string }[]>(
      'SELECT state, count(*) AS events FROM usage_unposted GROUP BY state',
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

  /** Gateways in order, since two batches may count for the same two. */
  private async countSequences(tx: Tx, events: readonly { gatewayId: Id; sequence: bigint }[]): Promise<void> {
    const gatewayIds = events.map((event) => event.gatewayId);
    const manager = managerOf(tx);
    await manager.query(
      'SELECT FROM gateway_sequences WHERE gateway_id = ANY ($1::uuid[]) ORDER BY gateway_id FOR UPDATE',
      [gatewayIds],
    );
    await manager.query(
      `UPDATE gateway_sequences s SET seen = s.seen + new.seen
       FROM (SELECT gateway_id, range_agg(int8range(sequence, sequence, '[]')) AS seen
             FROM unnest($1::uuid[], $2::bigint[]) AS event (gateway_id, sequence) GROUP BY gateway_id) AS new
       WHERE s.gateway_id = new.gateway_id`,
      [gatewayIds, events.map((event) => event.sequence.toString())],
    );
  }
}

function storedById(rows: readonly StoredRow[]): Map<string, StoredEvent> {
  return new Map(rows.map((row) => [row.event_id, { id: BigInt(row.id), digest: row.digest }]));
}
