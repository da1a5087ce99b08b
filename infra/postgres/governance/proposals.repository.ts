import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import {
  afterStep,
  BallotBox,
  emptyBox,
  Proposal,
  publication,
  Transition,
  transitionsOf,
  type ProposalLimits,
  type Proposals,
  type Roll,
  type Step,
} from '../../../domain/governance/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresProposals implements Proposals {
  constructor(private readonly dataSource: DataSource) {}

  async publish(tx: Tx, proposal: Proposal, roll: Roll): Promise<void> {
    const manager = managerOf(tx);
    await manager.insert<object>(Proposal, proposal);
    await manager.insert(Transition, publication(proposal));
    const delegates = roll.entries.map((entry) => entry.delegateId);
    // A large roll is sorted, and its rows are compared, in memory; in the order of their key they go into the index one after another.
    await manager.query(`SELECT set_config('work_mem', '64MB', true)`);
    await manager.query(
      `INSERT INTO proposal_rolls (proposal_id, person_id, user_id, power, pseudonym, delegate_id)
       SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[])
         AS roll (person_id, user_id, power, pseudonym, delegate_id) ORDER BY user_id`,
      [
        proposal.id,
        uuidsOf(roll.entries.map((entry) => entry.personId)),
        uuidsOf(roll.entries.map((entry) => entry.userId)),
        `{${roll.entries.map((entry) => entry.power).join(',')}}`,
        uuidsOf(roll.entries.map((entry) => entry.pseudonym)),
        // Where fewer are given than voters, the others have none.
        delegates.some((id) => id !== null) ? uuidsOf(delegates) : '{}',
      ],
    );
    await manager.insert(BallotBox, emptyBox(proposal));
  }

  async countInGroup(tx: Tx, groupId: Id, authorId: Id): Promise<ProposalLimits> {
    const manager = managerOf(tx);
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`proposals ${groupId}`]);
    const [counted] = await manager.query<[ProposalLimits]>(
      `SELECT count(*) FILTER (WHERE live AND author_id = $2)::int AS "liveOfAuthor", count(*) FILTER (WHERE live)::int AS "liveInGroup",
              count(*) FILTER (WHERE author_id = $2 AND created_at > $3::timestamptz - interval '1 day')::int AS "aDayOfAuthor"
       FROM (SELECT author_id, created_at, state IN ('PENDING', 'ACTIVE') AS live FROM proposals WHERE group_id = $1) AS all_of_group`,
      [groupId, authorId, tx.now],
    );
    return counted;
  }

  lock(tx: Tx, id: Id): Promise<Proposal | null> {
    return withId(managerOf(tx), id).setLock('pessimistic_write').getOne();
  }

  lockUnheld(tx: Tx, id: Id): Promise<Proposal | null> {
    return withId(managerOf(tx), id).setLock('pessimistic_write').setOnLocked('skip_locked').getOne();
  }

  async advance(tx: Tx, proposal: Proposal, step: Step): Promise<Proposal> {
    const moved = afterStep(proposal, step);
    const manager = managerOf(tx);
    const { id, state } = proposal;
    await manager.update<object>(Proposal, { id, state }, { ...step.changes, state: moved.state });
    await manager.insert(Transition, transitionsOf(proposal, step, tx.now));
    return moved;
  }

  async due(): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      'SELECT id FROM proposals WHERE due_at <= (SELECT commonpool_now()) ORDER BY due_at, id',
    );
    return rows.map((row) => row.id);
  }

  async closingSoon(): Promise<Id[]> {
    const rows = await this.dataSource.query<{ id: Id }[]>(
      `SELECT id FROM proposals p, commonpool_now() AS now
       WHERE p.state = 'ACTIVE' AND p.ends_at > now
         AND p.ends_at <= now + interval '1 ms' * least((p.rules ->> 'votingPeriodMs')::bigint / 4, 86400000)
         AND NOT EXISTS (SELECT FROM proposal_told t WHERE t.proposal_id = p.id AND t.kind = 'closing')
       ORDER BY p.ends_at, id LIMIT 100`,
    );
    return rows.map((row) => row.id);
  }

  byId(id: Id): Promise<Proposal | null> {
    return withId(this.committed, id).getOne();
  }

  byIds(ids: readonly Id[]): Promise<Proposal[]> {
    return this.committed
      .createQueryBuilder(Proposal, 'proposal')
      .where('proposal.id = ANY(:ids::uuid[])', { ids })
      .getMany();
  }

  ofGroup(groupId: Id, request: PageRequest): Promise<Page<Proposal>> {
    const query = this.committed
      .createQueryBuilder(Proposal, 'proposal')
      .where('proposal.groupId = :groupId', { groupId });
    return keysetPage(query, ['id'], 'DESC', request);
  }

  transitionsOf(ids: readonly Id[]): Promise<Transition[]> {
    return this.committed.find(Transition, { where: { proposalId: In(ids) }, order: { at: 'ASC', id: 'ASC' } });
  }

  private get committed(): EntityManager {
    return this.dataSource.manager;
  }
}

function withId(manager: EntityManager, id: Id): SelectQueryBuilder<Proposal> {
  return manager.createQueryBuilder(Proposal, 'proposal').where('proposal.id = :id', { id });
}
