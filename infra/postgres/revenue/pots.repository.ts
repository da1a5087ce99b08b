import { In, type DataSource } from 'typeorm';
import { Earnings, Pot, type Earned, type Owner, type Pots } from '../../../domain/revenue/index.ts';
import type { Id, Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPots implements Pots {
  constructor(private readonly dataSource: DataSource) {}

  async open(tx: Tx, pot: Pot, owners: readonly Owner[]): Promise<void> {
    await managerOf(tx).insert(Pot, pot);
    await managerOf(tx).query(
      `INSERT INTO pot_owners (model_version_id, idx, user_id, weight, weight_before)
       SELECT $1::uuid, * FROM unnest($2::integer[], $3::uuid[], $4::bigint[], $5::bigint[])`,
      [
        pot.modelVersionId,
        owners.map((owner) => owner.idx),
        owners.map((owner) => owner.userId),
        owners.map((owner) => owner.weight.toString()),
        owners.map((owner) => owner.weightBefore.toString()),
      ],
    );
  }

  async lock(tx: Tx, modelVersionIds: readonly Id[]): Promise<Map<Id, Pot>> {
    const pots = await managerOf(tx)
      .createQueryBuilder(Pot, 'pot')
      .setLock('pessimistic_write')
      .where('pot.modelVersionId = ANY (:ids)', { ids: modelVersionIds })
      .orderBy('pot.modelVersionId')
      .getMany();
    return new Map(pots.map((pot) => [pot.modelVersionId, pot]));
  }

  async earn(tx: Tx, earned: ReadonlyMap<Id, Earned>, mature: boolean): Promise<void> {
    const ids = [...earned.keys()];
    const shares = [...earned.values()].map(({ shareMicros }) => shareMicros.toString());
    const matured = mature ? shares : shares.map(() => '0');
    const manager = managerOf(tx);
    await manager.query(
      `UPDATE pots p SET revenue_micros = p.revenue_micros + new.share, mature_micros = p.mature_micros + new.matured
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS new (id, share, matured)
       WHERE p.model_version_id = new.id AND new.share > 0`,
      [ids, shares, matured],
    );
    await manager.query(
      `INSERT INTO pot_days AS d (model_version_id, day, calls, earned_micros, mature_micros)
       SELECT id, ($5::timestamptz AT TIME ZONE 'UTC')::date, calls, share, matured
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS new (id, share, matured, calls)
       ON CONFLICT (model_version_id, day) DO UPDATE
       SET calls = d.calls + excluded.calls, earned_micros = d.earned_micros + excluded.earned_micros,
           mature_micros = d.mature_micros + excluded.mature_micros`,
      [ids, shares, matured, [...earned.values()].map(({ calls }) => calls), tx.now],
    );
    if (mature) await this.ripen(tx, ids, shares);
  }

  private async ripen(tx: Tx, ids: readonly Id[], micros: readonly string[]): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO pot_ripenings AS r (model_version_id, ripened_on, micros)
       SELECT id, ($3::timestamptz AT TIME ZONE 'UTC')::date, micros
       FROM unnest($1::uuid[], $2::bigint[]) AS new (id, micros) WHERE micros > 0
       ON CONFLICT (model_version_id, ripened_on) DO UPDATE SET micros = r.micros + excluded.micros`,
      [ids, micros, tx.now],
    );
  }

  /** Two statements: the second must see what a rival that held the lock has drawn. */
  async lockOwner(tx: Tx, modelVersionId: Id, userId: Id): Promise<Earnings | null> {
    await managerOf(tx).query('SELECT FROM pot_owners WHERE user_id = $1 AND model_version_id = $2 FOR UPDATE', [
      userId,
      modelVersionId,
    ]);
    return managerOf(tx).findOneBy(Earnings, { userId, modelVersionId });
  }

  /** The second guard: no more than what matured for the owner, whatever the caller computed. */
  async addDrawn(tx: Tx, modelVersionId: Id, userId: Id, amountMicros: Micros): Promise<void> {
    const drawn = await managerOf(tx).query<unknown[][]>(
      `UPDATE pot_owners o SET drawn_micros = o.drawn_micros + $3::bigint
       FROM pots p
       WHERE o.model_version_id = $1 AND o.user_id = $2 AND p.model_version_id = $1
         AND o.drawn_micros + $3::bigint <= CASE p.state
           WHEN 'closed' THEN div(p.revenue_micros::numeric * (o.weight_before + o.weight), p.total_weight::numeric)
                              - div(p.revenue_micros::numeric * o.weight_before, p.total_weight::numeric)
           ELSE div(p.mature_micros::numeric * o.weight, p.total_weight::numeric) END
       RETURNING o.idx`,
      [modelVersionId, userId, amountMicros.toString()],
    );
    if (drawn[0]?.length !== 1) throw new Error(`A draw of ${amountMicros} passed what the owner had earned.`);
  }

  async drawnInAll(tx: Tx, modelVersionId: Id): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ drawn: string }[]>(
      'SELECT coalesce(sum(drawn_micros), 0) AS drawn FROM pot_owners WHERE model_version_id = $1',
      [modelVersionId],
    );
    return BigInt(row?.drawn ?? 0);
  }

  async allIds(): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      'SELECT model_version_id AS id FROM pots ORDER BY model_version_id',
    );
    return rows.map((row) => row.id);
  }

  byId(modelVersionId: Id): Promise<Pot | null> {
    return this.dataSource.manager.findOneBy(Pot, { modelVersionId });
  }

  byIds(modelVersionIds: readonly Id[]): Promise<Pot[]> {
    return this.dataSource.manager.findBy(Pot, { modelVersionId: In([...modelVersionIds]) });
  }

  async ownedAmong(userId: Id, modelVersionIds: readonly Id[]): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      'SELECT model_version_id AS id FROM pot_owners WHERE user_id = $1 AND model_version_id = ANY ($2::uuid[])',
      [userId, modelVersionIds],
    );
    return rows.map((row) => row.id);
  }

  earnings(userId: Id, modelVersionId: Id): Promise<Earnings | null> {
    return this.dataSource.manager.findOneBy(Earnings, { userId, modelVersionId });
  }

  earningsOf(userId: Id, page: PageRequest): Promise<Page<Earnings>> {
    const query = this.dataSource.createQueryBuilder(Earnings, 'line').where('line.userId = :userId', { userId });
    return keysetPage(query, ['openedAt', 'modelVersionId'], 'DESC', page);
  }
}
