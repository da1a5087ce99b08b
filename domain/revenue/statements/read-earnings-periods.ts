import type { Viewer } from '../../identity/index.ts';
import { NotFound, type Currency, type Id, type Page, type PageRequest } from '../../shared/index.ts';
import { assertCurrency } from '../amounts.ts';
import type { Pots } from '../ports.ts';
import { assertDay, type PeriodUnit } from './calendar.ts';
import { earningsPeriod, type EarningsPeriod } from './earnings-period.ts';
import type { Checkpoints, PeriodsAsked } from './ports.ts';

export interface VersionPeriodsAsked {
  readonly modelVersionId: Id;
  readonly unit: PeriodUnit;
  readonly from: string | null;
  readonly to: string | null;
}

export type CurrencyPeriod = EarningsPeriod & { readonly currency: Currency };

/** What the viewer earned, by days or months. */
export class ReadEarningsPeriods {
  constructor(
    private readonly pots: Pick<Pots, 'earnings'>,
    private readonly checkpoints: Checkpoints,
  ) {}

  async ofVersion(viewer: Viewer, asked: VersionPeriodsAsked, page: PageRequest): Promise<Page<CurrencyPeriod>> {
    const { modelVersionId, unit } = asked;
    const from = asked.from === null ? null : assertDay(asked.from, 'from');
    const to = asked.to === null ? null : assertDay(asked.to, 'to');
    const earnings = await this.pots.earnings(viewer.userId, modelVersionId);
    if (!earnings) throw new NotFound('A share in this model version', ['modelVersionId']);
    return this.read({ userId: viewer.userId, of: { modelVersionId }, unit, from, to }, earnings.currency, page);
  }

  /** All of the viewer's versions in one currency together. */
  months(viewer: Viewer, currency: Currency, page: PageRequest): Promise<Page<CurrencyPeriod>> {
    const of = { currency: assertCurrency(currency) };
    return this.read({ userId: viewer.userId, of, unit: 'month', from: null, to: null }, currency, page);
  }

  private async read(asked: PeriodsAsked, currency: Currency, page: PageRequest): Promise<Page<CurrencyPeriod>> {
    const { items, hasMore } = await this.checkpoints.periods(asked, page);
    return {
      items: items.map((period) => ({ ...earningsPeriod(period), currency })),
      hasMore,
      cursorOf: ({ period }) => [period],
    };
  }
}
