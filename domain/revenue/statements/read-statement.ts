import type { Viewer } from '../../identity/index.ts';
import { InvalidInput, type Currency } from '../../shared/index.ts';
import { assertCurrency } from '../amounts.ts';
import { assertRange, yearRange, type DayRange } from './calendar.ts';
import type { Checkpoints } from './ports.ts';
import { statementOf, type Statement, type StatementBasis } from './statement.ts';

/** A year, or both ends of a span of days. */
export interface SpanAsked {
  readonly year: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The viewer's own money as an owner, in one currency. */
export class ReadStatement {
  constructor(private readonly checkpoints: Checkpoints) {}

  /** What was earned when, and drawn; its closing balance of today is what `Earnings` says, less what was drawn. */
  async execute(viewer: Viewer, currency: Currency, span: SpanAsked): Promise<Statement> {
    return this.read(viewer, currency, rangeOf(span), 'earned');
  }

  /** For the tax office: what became payable in a calendar year, and what was drawn in it. Once over, it is frozen. */
  async ofYear(viewer: Viewer, currency: Currency, year: number): Promise<Statement> {
    return this.read(viewer, currency, yearRange(year), 'payable');
  }

  private async read({ userId }: Viewer, currency: Currency, range: DayRange, basis: StatementBasis) {
    assertCurrency(currency);
    const facts = await this.checkpoints.statementFacts(userId, currency, range, basis);
    return statementOf(facts, { ...range, currency, basis });
  }
}

function rangeOf({ year, from, to }: SpanAsked): DayRange {
  if (year !== null && from === null && to === null) return yearRange(year);
  if (year !== null || from === null || to === null) {
    throw new InvalidInput(['year'], 'Give a year, or both `from` and `to`.');
  }
  return assertRange(from, to);
}
