import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { Payout, type PayoutFilter, type Payouts } from '../../../domain/payouts/index.ts';
import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { FAULTS, type FaultRow } from './faults.ts';

/** In the order of the parameters of `update`. */
const CHANGING = [
  'id',
  'state',
  'holdReason',
  'route',
  'batchId',
  'tries',
  'nextTryAt',
  'leasedUntil',
  'sentAt',
  'endedAt',
  'returnReason',
  'reference',
] as const satisfies readonly (keyof Payout)[];

/** A payout whose destination still stands. */
const GOES_SOMEWHERE = `EXISTS (SELECT FROM payout_destinations d
  WHERE d.id = p.destination_id AND d.cancelled_at IS NULL AND d.usable_at <= :now)`;

export class PostgresPayouts implements Payouts {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, payout: Payout): Promise<void> {
    await managerOf(tx).insert(Payout, payout);
  }

  /** One statement for all, by the columns that can change. */
  async update(tx: Tx, payouts: readonly Payout[]): Promise<void> {
    if (payouts.length === 0) return;
    await managerOf(tx).query(
      `UPDATE payouts p SET state = n.state, hold_reason = n.hold_reason, route = n.route, batch_id = n.batch_id,
         tries = n.tries, next_try_at = n.next_try_at, leased_until = n.leased_until, sent_at = n.sent_at,
         ended_at = n.ended_at, return_reason = n.return_reason, reference = n.reference
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::integer[], $7::timestamptz[],
         $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[])
         AS n (id, state, hold_reason, route, batch_id, tries, next_try_at, leased_until, sent_at, ended_at,
           return_reason, reference)
       WHERE p.id = n.id`,
      CHANGING.map((key) => payouts.map((payout) => payout[key])),
    );
  }

  byKey(tx: Tx, userId: Id, idempotencyKey: string): Promise<Payout | null> {
    return managerOf(tx).findOneBy(Payout, { userId, idempotencyKey });
  }

  lock(tx: Tx, id: Id): Promise<Payout | null> {
    return this.locking(tx).where('p.id = :id', { id }).getOne();
  }

  lockRequestedOf(tx: Tx, userId: Id, currency: Currency): Promise<Payout[]> {
    return this.locking(tx)
      .where(`p.userId = :userId AND p.currency = :currency AND p.state = 'requested'`, { userId, currency })
      .getMany();
  }

  lockInBatch(tx: Tx, batchId: Id): Promise<Payout[]> {
    return this.locking(tx).where('p.batchId = :batchId', { batchId }).getMany();
  }

  async lockDue(tx: Tx, currency: Currency, ids: readonly Id[] | null, limit: number): Promise<Payout[]> {
    const due = this.unheld(tx)
      .andWhere('p.route IS NULL AND p.currency = :currency', { currency })
      .orderBy({ 'p.requestedAt': 'ASC', 'p.id': 'ASC' })
      .take(limit);
    if (ids) due.andWhere('p.id = ANY (:ids)', { ids });
    const payouts = await due.getMany();
    return payouts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  lockToSend(tx: Tx, limit: number): Promise<Payout[]> {
    return this.unheld(tx)
      .andWhere('p.batchId IS NULL AND p.nextTryAt <= :now')
      .andWhere('(p.leasedUntil IS NULL OR p.leasedUntil <= :now)')
      .orderBy({ 'p.nextTryAt': 'ASC', 'p.id': 'ASC' })
      .take(limit)
      .getMany();
  }

  async openMicros(tx: Tx, currency: Currency): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ open: string }[]>(
      `SELECT coalesce(sum(amount_micros), 0) AS open FROM payouts
       WHERE currency = $1 AND state IN ('requested', 'sent')`,
      [currency],
    );
    return BigInt(row?.open ?? 0);
  }

  byId(id: Id): Promise<Payout | null> {
    return this.dataSource.manager.findOneBy(Payout, { id });
  }

  ofUser(userId: Id, page: PageRequest): Promise<Page<Payout>> {
    const query = this.dataSource.createQueryBuilder(Payout, 'p').where('p.userId = :userId', { userId });
    return keysetPage(query, ['requestedAt', 'id'], 'DESC', page);
  }

  queue({ held, ...same }: PayoutFilter, page: PageRequest): Promise<Page<Payout>> {
    const query = this.dataSource.createQueryBuilder(Payout, 'p').where(same);
    if (held !== undefined) query.andWhere(`p.holdReason IS ${held ? 'NOT NULL' : 'NULL'}`);
    return keysetPage(query, ['requestedAt', 'id'], 'ASC', page);
  }

  after(id: Id | null, limit: number): Promise<Payout[]> {
    const query = this.dataSource.createQueryBuilder(Payout, 'p').orderBy('p.id', 'ASC').take(limit);
    if (id) query.where('p.id > :id', { id });
    return query.getMany();
  }

  async faults(): Promise<string[]> {
    const rows = await this.dataSource.query<FaultRow[]>(FAULTS);
    return rows.map(({ id, fault }) => `payout ${id}: ${fault}`);
  }

  private locking(tx: Tx): SelectQueryBuilder<Payout> {
    return managerOf(tx).createQueryBuilder(Payout, 'p').setLock('pessimistic_write').orderBy('p.id', 'ASC');
  }

  private unheld(tx: Tx): SelectQueryBuilder<Payout> {
    return managerOf(tx)
      .createQueryBuilder(Payout, 'p')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(`p.state = 'requested' AND p.holdReason IS NULL AND ${GOES_SOMEWHERE}`, { now: tx.now });
  }
}
