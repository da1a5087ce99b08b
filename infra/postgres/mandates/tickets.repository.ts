import { In, type DataSource } from 'typeorm';
import { Ticket, type BoughtCalls, type DueAfter, type Tickets } from '../../../domain/mandates/index.ts';
import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { EXPIRED_OF, INSERT_TICKETS, MOVE_TICKETS } from './tickets.sql.ts';

export class PostgresTickets implements Tickets {
  constructor(private readonly dataSource: DataSource) {}

  async ofRequests(tx: Tx, gatewayId: Id, requestIds: readonly string[]): Promise<ReadonlyMap<string, Ticket>> {
    const tickets = await managerOf(tx).findBy(Ticket, { gatewayId, requestId: In([...requestIds]) });
    return new Map(tickets.map((ticket) => [ticket.requestId, ticket]));
  }

  async insert(tx: Tx, tickets: readonly Ticket[]): Promise<ReadonlySet<Id>> {
    const rows = await managerOf(tx).query<{ id: Id }[]>(INSERT_TICKETS, [
      tickets.map((ticket) => ticket.id),
      tickets.map((ticket) => ticket.gatewayId),
      tickets.map((ticket) => ticket.requestId),
      tickets.map((ticket) => ticket.mandateId),
      tickets.map((ticket) => ticket.seriesId),
      tickets.map((ticket) => ticket.customerId),
      tickets.map((ticket) => ticket.keyId),
      tickets.map((ticket) => ticket.modelVersionId),
      tickets.map((ticket) => ticket.currency),
      tickets.map((ticket) => ticket.maxPriceMicros.toString()),
      tickets.map((ticket) => JSON.stringify(ticket.maxUnits)),
      tickets.map((ticket) => ticket.limited),
      tickets.map((ticket) => ticket.issuedAt),
      tickets.map((ticket) => ticket.expiresAt),
    ]);
    return new Set(rows.map((row) => row.id));
  }

  async lock(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Ticket>> {
    const tickets = await managerOf(tx)
      .createQueryBuilder(Ticket, 'ticket')
      .where('ticket.id = ANY (:ids::uuid[])', { ids })
      .orderBy('ticket.id')
      .setLock('pessimistic_write')
      .getMany();
    return new Map(tickets.map((ticket) => [ticket.id, ticket]));
  }

  async move(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
    await managerOf(tx).query(MOVE_TICKETS, [
      tickets.map((ticket) => ticket.id),
      tickets.map((ticket) => ticket.state),
      tickets.map((ticket) => ticket.eventId),
      tickets.map((ticket) => ticket.usageId?.toString() ?? null),
      tickets.map((ticket) => ticket.claimedAt),
      tickets.map((ticket) => ticket.capturedMicros?.toString() ?? null),
      tickets.map((ticket) => ticket.resolvedAt),
      tickets.map((ticket) => ticket.releaseReason),
    ]);
  }

  lockDue(tx: Tx, after: DueAfter | null, limit: number): Promise<Ticket[]> {
    const query = managerOf(tx)
      .createQueryBuilder(Ticket, 'ticket')
      .where(`ticket.state = 'open' AND ticket.expiresAt <= :now`, { now: tx.now })
      .orderBy('ticket.expiresAt')
      .addOrderBy('ticket.id')
      .take(limit)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked');
    if (after) query.andWhere('(ticket.expiresAt, ticket.id) > (:expiresAt, :id)', { ...after });
    return query.getMany();
  }

  byIds(ids: readonly Id[]): Promise<Ticket[]> {
    return this.dataSource.manager.findBy(Ticket, { id: In([...ids]) });
  }

  byId(id: Id): Promise<Ticket | null> {
    return this.dataSource.manager.findOneBy(Ticket, { id });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Ticket>> {
    const query = this.dataSource.createQueryBuilder(Ticket, 'ticket');
    return keysetPage(query.where('ticket.customerId = :customerId', { customerId }), ['id'], 'DESC', page);
  }

  ofGateway(gatewayId: Id, page: PageRequest): Promise<Page<Ticket>> {
    const query = this.dataSource.createQueryBuilder(Ticket, 'ticket');
    return keysetPage(query.where('ticket.gatewayId = :gatewayId', { gatewayId }), ['id'], 'DESC', page);
  }

  async expiredOf(tx: Tx, { customerIds, modelVersionIds, since }: BoughtCalls): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ ids: string }[]>(EXPIRED_OF, [
      uuidsOf(customerIds),
      uuidsOf(modelVersionIds),
      since,
    ]);
    return rows.flatMap(({ ids }) => ids.split(' '));
  }

  pageById(after: Id | null, limit: number): Promise<Ticket[]> {
    const query = this.dataSource.createQueryBuilder(Ticket, 'ticket');
    if (after) query.where('ticket.id > :after', { after });
    return query.orderBy('ticket.id').take(limit).getMany();
  }

  firstOverdue(forMs: number): Promise<Ticket | null> {
    return this.dataSource
      .createQueryBuilder(Ticket, 'ticket')
      .where(`ticket.state = 'open'`)
      .andWhere(`ticket.expiresAt <= (SELECT commonpool_now()) - :forMs * interval '1 millisecond'`, { forMs })
      .orderBy('ticket.expiresAt')
      .addOrderBy('ticket.id')
      .take(1)
      .getOne();
  }

  async heldMicros(tx: Tx, customerId: Id, currency: Currency): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ held: string }[]>(
      `SELECT coalesce(sum(max_price_micros), 0)::text AS held FROM tickets
       WHERE customer_id = $1 AND currency = $2 AND state IN ('open', 'claimed')`,
      [customerId, currency],
    );
    return BigInt(row?.held ?? 0);
  }
}
