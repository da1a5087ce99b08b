import { In, type DataSource } from 'typeorm';
import {
  Contribution,
  type ContributionCounts,
  type Contributions,
  type ContributionState,
  type Grounds,
  type HeldContribution,
  type Holding,
  type OptedIn,
  type Renewed,
} from '../../../domain/pools/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { groundsOf } from './grounds.ts';

const BATCH = 1000;

const LIVE: readonly ContributionState[] = ['pending', 'accepted', 'dormant'];

export class PostgresContributions implements Contributions {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, contributions: readonly Contribution[]): Promise<void> {
    for (let at = 0; at < contributions.length; at += BATCH) {
      await managerOf(tx).insert(Contribution, contributions.slice(at, at + BATCH));
    }
  }

  async leaseNext(tx: Tx, evaluation: Id, leaseMs: number): Promise<HeldContribution | null> {
    const [leased] = await managerOf(tx).query<{ id: Id }[]>(
      `WITH next AS (
         SELECT c.id FROM contributions c
         WHERE c.state = 'pending' AND c.leased_until <= $1
           AND NOT EXISTS (
             SELECT 1 FROM contributions earlier
             WHERE earlier.pool_id = c.pool_id AND earlier.state = 'pending'
               AND (earlier.pledged_at, earlier.id) < (c.pledged_at, c.id))
         ORDER BY c.pledged_at, c.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
       ), leased AS (
         UPDATE contributions c SET leased_until = $2, evaluation = $3 FROM next WHERE c.id = next.id RETURNING c.id
       ) SELECT id FROM leased`,
      [tx.now, leaseEnd(tx, leaseMs), evaluation],
    );
    if (!leased) return null;
    return { contribution: await managerOf(tx).findOneByOrFail(Contribution, { id: leased.id }), evaluation };
  }

  keepLease(tx: Tx, held: HeldContribution, leaseMs: number): Promise<boolean> {
    return this.ofHeld(tx, held, 'leased_until = $3', [leaseEnd(tx, leaseMs)]);
  }

  giveBack(tx: Tx, held: HeldContribution): Promise<boolean> {
    return this.ofHeld(tx, held, `leased_until = '-infinity', evaluation = NULL`, []);
  }

  decide(tx: Tx, held: HeldContribution, decided: Contribution): Promise<boolean> {
    const { state, records, units, duplicates, repeats, reasons, decidedAt } = decided;
    return this.ofHeld(
      tx,
      held,
      'state = $3, records = $4, units = $5, duplicates = $6, repeats = $7, reasons = $8, decided_at = $9',
      [state, records, units.toString(), duplicates, repeats, [...reasons], decidedAt],
    );
  }

  async withdraw(tx: Tx, grounds: Grounds): Promise<Contribution[]> {
    const { column, value } = groundsOf(grounds);
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      `WITH ended AS (
         UPDATE contributions SET state = 'withdrawn', decided_at = $2
         WHERE ${column} = $1 AND state IN ('pending', 'accepted', 'dormant') RETURNING id
       ) SELECT id FROM ended`,
      [value, tx.now],
    );
    return this.withoutDigests(tx, rows);
  }

  lock(tx: Tx, id: Id): Promise<Contribution | null> {
    return managerOf(tx).findOne(Contribution, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  liveOf(tx: Tx, poolId: Id, userIds: readonly Id[]): Promise<Contribution[]> {
    const order = { id: 'ASC' } as const;
    return managerOf(tx).find(Contribution, { where: { poolId, userId: In(userIds), state: In(LIVE) }, order });
  }

  async renew(tx: Tx, under: readonly Pick<OptedIn, 'contributionId' | 'consentId'>[]): Promise<Renewed[]> {
    const rows = await managerOf(tx).query<{ id: Id; former: Id }[]>(
      `WITH given AS (
         SELECT g.id, g.consent_id, c.consent_id AS former FROM unnest($1::uuid[], $2::uuid[]) AS g (id, consent_id)
         JOIN contributions c ON c.id = g.id AND c.state IN ('pending', 'accepted', 'dormant')
       ), renewed AS (
         UPDATE contributions c SET consent_id = given.consent_id, state = 'pending', records = 0, units = 0, duplicates = 0,
           repeats = 0, reasons = '{}', decided_at = NULL, leased_until = '-infinity', evaluation = NULL
         FROM given WHERE c.id = given.id RETURNING c.id, given.former
       ), pledged AS (
         UPDATE pledges p SET consent_id = given.consent_id FROM given WHERE p.consent_id = given.former
       ) SELECT id, former FROM renewed`,
      [under.map(({ contributionId }) => contributionId), under.map(({ consentId }) => consentId)],
    );
    const formerOf = new Map(rows.map(({ id, former }) => [id, former]));
    const contributions = await this.withoutDigests(tx, rows);
    return contributions.map((contribution) => {
      return { contribution, formerConsentId: formerOf.get(contribution.id) as Id };
    });
  }

  /** Their digests are free again at once, without any of them being read: there may be a hundred thousand. */
  async rest(tx: Tx, poolId: Id, except: readonly Id[]): Promise<void> {
    await managerOf(tx).query(
      `WITH resting AS (
         UPDATE contributions SET state = 'dormant', decided_at = coalesce(decided_at, $3), leased_until = '-infinity',
           evaluation = NULL
         WHERE pool_id = $1 AND id <> ALL ($2::uuid[]) AND state IN ('pending', 'accepted') RETURNING id
       ) DELETE FROM pool_text_digests d USING resting WHERE d.contribution_id = resting.id`,
      [poolId, except, tx.now],
    );
  }

  acceptedIn(tx: Tx, poolId: Id): Promise<Contribution[]> {
    const order = { pledgedAt: 'ASC', id: 'ASC' } as const;
    return managerOf(tx).find(Contribution, { where: { poolId, state: 'accepted' }, order });
  }

  /** Two texts instead of a row each, for there may be a hundred thousand of them. */
  async holdings(tx: Tx, poolId: Id, acceptedBy: Date): Promise<readonly Holding[]> {
    const [row] = await managerOf(tx).query<{ ids: string | null; units: string | null }[]>(
      `SELECT string_agg(user_id::text, ' ' ORDER BY pledged_at, id) AS ids, string_agg(units::text, ' ' ORDER BY pledged_at, id) AS units
       FROM contributions WHERE pool_id = $1 AND state = 'accepted' AND decided_at <= $2`,
      [poolId, acceptedBy],
    );
    const units = row?.units?.split(' ') ?? [];
    return (row?.ids?.split(' ') ?? []).map((userId, i) => ({ userId, units: BigInt(units[i] as string) }));
  }

  async usersAfter(
    tx: Tx,
    poolId: Id,
    states: readonly ContributionState[],
    after: Id | null,
    limit: number,
  ): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ user_id: Id }[]>(
      `SELECT DISTINCT user_id FROM contributions
       WHERE pool_id = $1 AND state = ANY ($2) AND ($3::uuid IS NULL OR user_id > $3::uuid) ORDER BY user_id LIMIT $4`,
      [poolId, states, after, limit],
    );
    return rows.map((row) => row.user_id);
  }

  hasAccepted(tx: Tx, poolId: Id, userId: Id): Promise<boolean> {
    return managerOf(tx).existsBy(Contribution, { poolId, userId, state: 'accepted' });
  }

  byId(id: Id): Promise<Contribution | null> {
    return this.dataSource.manager.findOneBy(Contribution, { id });
  }

  byIds(ids: readonly Id[]): Promise<Contribution[]> {
    return this.dataSource.manager.findBy(Contribution, { id: In(ids) });
  }

  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Contribution[]> {
    return this.dataSource.manager.find(Contribution, { where: { poolId: In(poolIds), userId }, order: { id: 'ASC' } });
  }

  async counts(poolIds: readonly Id[]): Promise<ReadonlyMap<Id, ContributionCounts>> {
    const rows = await this.dataSource.query<
      (Record<'pending' | 'accepted' | 'rejected' | 'withdrawn' | 'dormant' | 'units', string> & { pool_id: Id })[]
    >(
      `SELECT pool_id,
              count(*) FILTER (WHERE state = 'pending') AS pending,
              count(*) FILTER (WHERE state = 'accepted') AS accepted,
              count(*) FILTER (WHERE state = 'rejected') AS rejected,
              count(*) FILTER (WHERE state = 'withdrawn') AS withdrawn,
              count(*) FILTER (WHERE state = 'dormant') AS dormant,
              coalesce(sum(units) FILTER (WHERE state = 'accepted'), 0) AS units
       FROM contributions WHERE pool_id = ANY($1::uuid[]) GROUP BY pool_id`,
      [poolIds],
    );
    return new Map(
      rows.map(({ pool_id, pending, accepted, rejected, withdrawn, dormant, units }) => [
        pool_id,
        {
          pending: Number(pending),
          accepted: Number(accepted),
          rejected: Number(rejected),
          withdrawn: Number(withdrawn),
          dormant: Number(dormant),
          units: BigInt(units),
        },
      ]),
    );
  }

  /** What they claimed as theirs alone is free again; who is evaluated next may have it. */
  private async withoutDigests(tx: Tx, rows: readonly { readonly id: Id }[]): Promise<Contribution[]> {
    const ids = rows.map((row) => row.id);
    await managerOf(tx).query('DELETE FROM pool_text_digests WHERE contribution_id = ANY($1::uuid[])', [ids]);
    return managerOf(tx).findBy(Contribution, { id: In(ids) });
  }

  /** Only while it is this evaluation's and undecided. `changes` is written here, never given from outside. */
  private async ofHeld(tx: Tx, held: HeldContribution, changes: string, values: readonly unknown[]): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH held AS (
         UPDATE contributions SET ${changes} WHERE id = $1 AND evaluation = $2 AND state = 'pending' RETURNING id
       ) SELECT id FROM held`,
      [held.contribution.id, held.evaluation, ...values],
    );
    return rows.length === 1;
  }
}

function leaseEnd(tx: Tx, leaseMs: number): Date {
  return new Date(tx.now.getTime() + leaseMs);
}
