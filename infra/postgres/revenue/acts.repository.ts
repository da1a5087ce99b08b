import { In, type DataSource } from 'typeorm';
import {
  Draining,
  ReserveFunding,
  UsageDecision,
  type Drainings,
  type ReserveFundings,
  type UsageDecisions,
  type Waivers,
} from '../../../domain/revenue/index.ts';
import type { Id, Snapshot, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDrainings implements Drainings {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, draining: Draining): Promise<void> {
    await managerOf(tx).insert(Draining, draining);
  }

  ofVersions(modelVersionIds: readonly Id[]): Promise<Draining[]> {
    return this.dataSource.manager.findBy(Draining, { modelVersionId: In([...modelVersionIds]) });
  }
}

export class PostgresUsageDecisions implements UsageDecisions, Waivers {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, decisions: readonly UsageDecision[]): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO usage_decisions (inbox_id, model_version_id, decision, operator_id, note, decided_at)
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[])`,
      [
        decisions.map((each) => each.inboxId.toString()),
        decisions.map((each) => each.modelVersionId),
        decisions.map((each) => each.decision),
        decisions.map((each) => each.operatorId),
        decisions.map((each) => each.note),
        decisions.map((each) => each.decidedAt),
      ],
    );
  }

  async waived(snapshot: Snapshot, inboxIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
    const where = { inboxId: In([...inboxIds]), decision: 'waive' as const };
    const decisions = await managerOf(snapshot).find(UsageDecision, { where });
    return new Set(decisions.map((decision) => decision.inboxId));
  }

  byIds(inboxIds: readonly bigint[]): Promise<UsageDecision[]> {
    return this.dataSource.manager.findBy(UsageDecision, { inboxId: In([...inboxIds]) });
  }
}

export class PostgresReserveFundings implements ReserveFundings {
  async insert(tx: Tx, funding: ReserveFunding): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO reserve_fundings (id, operator_id, source, currency, amount_micros, idempotency_key, funded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (operator_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        funding.id,
        funding.operatorId,
        funding.source,
        funding.currency,
        funding.amountMicros.toString(),
        funding.idempotencyKey,
        funding.fundedAt,
      ],
    );
    return rows.length === 1;
  }

  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<ReserveFunding | null> {
    return managerOf(tx).findOneBy(ReserveFunding, { operatorId, idempotencyKey });
  }
}
