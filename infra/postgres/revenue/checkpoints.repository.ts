import type { DataSource } from 'typeorm';
import type {
  Checkpoints,
  DayRange,
  OwnerPeriod,
  PeriodPart,
  PeriodsAsked,
  StatementBasis,
  StatementFacts,
} from '../../../domain/revenue/index.ts';
import type { Currency, Id, Page, PageRequest } from '../../../domain/shared/index.ts';
import { refuseForgedCursor } from '../page.ts';
import { PERIODS, STATEMENT_FACTS } from './checkpoints.sql.ts';
import { statementFaults } from './statement-faults.ts';

interface PeriodRow {
  readonly period: string;
  /** The first day of the period. */
  readonly start: string;
  readonly calls: string;
  readonly before: string;
  readonly after: string;
  readonly closes: boolean;
  readonly final: boolean;
  readonly weight: string;
  readonly weight_before: string;
  readonly total_weight: string;
}

/** Whole numbers come as text, since JSON's lose units. */
type Written<T> = {
  readonly [K in keyof T]: T[K] extends bigint ? string : T[K] extends bigint | null ? string | null : T[K];
};
type WrittenAll<T extends readonly object[]> = readonly Written<T[number]>[];

interface FactsRow {
  readonly versions: WrittenAll<StatementFacts['versions']>;
  readonly growth: WrittenAll<StatementFacts['growth']>;
  readonly draws: WrittenAll<StatementFacts['draws']>;
  readonly over: boolean;
}

export class PostgresCheckpoints implements Checkpoints {
  constructor(private readonly dataSource: DataSource) {}

  /** By hand: a row is a version's part of a period, and the page counts periods. */
  async periods(asked: PeriodsAsked, request: PageRequest): Promise<Page<OwnerPeriod>> {
    const { limit, direction, from } = request;
    const forward = direction === 'forward';
    const rows = await this.dataSource
      .query<PeriodRow[]>(PERIODS(forward), [
        asked.userId,
        'modelVersionId' in asked.of ? asked.of.modelVersionId : null,
        'currency' in asked.of ? asked.of.currency : null,
        asked.unit,
        asked.from,
        asked.to,
        from ? startOf(from[0] ?? '') : null,
        limit + 1,
      ])
      .catch((error: unknown) => refuseForgedCursor(error, request));
    const periods = groupRows(rows);
    const items = forward ? periods.slice(0, limit) : periods.slice(-limit);
    return { items, hasMore: periods.length > limit, cursorOf: ({ period }) => [period] };
  }

  async statementFacts(
    userId: Id,
    currency: Currency,
    { from, to }: DayRange,
    basis: StatementBasis,
  ): Promise<StatementFacts> {
    const [row] = await this.dataSource.query<FactsRow[]>(STATEMENT_FACTS(basis), [userId, currency, from, to]);
    const { versions, growth, draws, over } = row as FactsRow;
    return {
      versions: versions.map((version) => ({
        ...version,
        weight: BigInt(version.weight),
        weightBefore: BigInt(version.weightBefore),
        totalWeight: BigInt(version.totalWeight),
        beforeMicros: BigInt(version.beforeMicros),
        drawnBeforeMicros: BigInt(version.drawnBeforeMicros),
      })),
      growth: growth.map((each) => ({
        ...each,
        micros: BigInt(each.micros),
        calls: each.calls === null ? null : BigInt(each.calls),
      })),
      draws: draws.map((each) => ({ ...each, micros: BigInt(each.micros), draws: BigInt(each.draws) })),
      over,
    };
  }

  faults(modelVersionId: Id, owners: number): Promise<readonly string[]> {
    return statementFaults(this.dataSource, modelVersionId, owners);
  }
}

/** `2026-01` begins on the first. */
function startOf(period: string): string {
  return period.length === 7 ? `${period}-01` : period;
}

function groupRows(rows: readonly PeriodRow[]): OwnerPeriod[] {
  const periods = new Map<string, PeriodPart[]>();
  for (const row of rows) {
    const parts = periods.get(row.period) ?? [];
    parts.push(partOf(row));
    periods.set(row.period, parts);
  }
  return [...periods].map(([period, parts]) => ({ period, parts }));
}

function partOf(row: PeriodRow): PeriodPart {
  return {
    calls: BigInt(row.calls),
    beforeMicros: BigInt(row.before),
    afterMicros: BigInt(row.after),
    closes: row.closes,
    final: row.final,
    weight: BigInt(row.weight),
    weightBefore: BigInt(row.weight_before),
    totalWeight: BigInt(row.total_weight),
  };
}
