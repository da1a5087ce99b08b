import type { Currency, Id, Page, PageRequest } from '../../shared/index.ts';
import type { Day, DayRange, PeriodUnit } from './calendar.ts';
import type { OwnerPeriod } from './earnings-period.ts';
import type { StatementBasis, StatementFacts } from './statement.ts';

export interface PeriodsAsked {
  readonly userId: Id;
  /** Of one version, or of all in one currency. */
  readonly of: { readonly modelVersionId: Id } | { readonly currency: Currency };
  readonly unit: PeriodUnit;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** What R and R_m were at the ends of days, for one owner at a time. */
export interface Checkpoints {
  /** Periods in which something happened, the newest first. */
  periods(asked: PeriodsAsked, page: PageRequest): Promise<Page<OwnerPeriod>>;
  /** Of all versions in one currency, all as of one moment. */
  statementFacts(userId: Id, currency: Currency, range: DayRange, basis: StatementBasis): Promise<StatementFacts>;
  /**
   * Where a version's checkpoints, its owners' lines, their draws and its closing do not agree, one sentence each.
   * `owners`: of how many, evenly spread over the cap table, the lines are added up.
   */
  faults(modelVersionId: Id, owners: number): Promise<readonly string[]>;
}
