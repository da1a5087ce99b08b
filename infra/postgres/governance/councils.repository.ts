import { In, type DataSource } from 'typeorm';
import { Council, Veto, type Councils } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresCouncils implements Councils {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, council: Council): Promise<void> {
    await managerOf(tx).insert(Council, council);
  }

  async inForce(tx: Tx, groupId: Id): Promise<Council | null> {
    const order = { electedAt: 'DESC', id: 'DESC' } as const;
    const latest = await managerOf(tx).findOne(Council, { where: { groupId }, order });
    return latest && latest.expiresAt > tx.now ? latest : null;
  }

  async addVeto(tx: Tx, veto: Veto): Promise<number> {
    const { proposalId, councilId } = veto;
    await managerOf(tx).createQueryBuilder().insert().into(Veto).values(veto).orIgnore().updateEntity(false).execute();
    return managerOf(tx).countBy(Veto, { proposalId, councilId });
  }

  async vetoesBy(tx: Tx, groupId: Id, guardianId: Id, since: Date): Promise<number> {
    const [row] = await managerOf(tx).query<[{ vetoes: number }]>(
      `SELECT count(*)::int AS vetoes FROM vetoes v JOIN proposals p ON p.id = v.proposal_id
       WHERE p.group_id = $1 AND v.guardian_id = $2 AND v.at > $3`,
      [groupId, guardianId, since],
    );
    return row.vetoes;
  }

  async latest(groupIds: readonly Id[]): Promise<Council[]> {
    const query = this.dataSource.manager.createQueryBuilder(Council, 'council').distinctOn(['council.groupId']);
    query.where('council.groupId = ANY(:groupIds::uuid[])', { groupIds });
    return query.orderBy({ 'council.groupId': 'ASC', 'council.electedAt': 'DESC', 'council.id': 'DESC' }).getMany();
  }

  vetoesOf(proposalIds: readonly Id[]): Promise<Veto[]> {
    return this.dataSource.manager.find(Veto, {
      where: { proposalId: In(proposalIds) },
      order: { at: 'ASC', id: 'ASC' },
    });
  }
}
