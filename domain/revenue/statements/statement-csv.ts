import { csvText, type Id, type Micros } from '../../shared/index.ts';
import type { Statement, StatementLine } from './statement.ts';

const HEAD = [
  'period',
  'entry',
  'model_version',
  'count',
  'income_micros',
  'income',
  'drawn_micros',
  'drawn',
  'balance_micros',
  'balance',
  'currency',
];

/**
 * A statement as RFC 4180 text: the opening balance, its lines, the closing balance with the sums of the columns above.
 * Amounts stand as whole micros and as a decimal. `nameOf` is what a reader calls a model version.
 */
export function statementCsv(statement: Statement, nameOf: (modelVersionId: Id) => string): string {
  const { from, to, currency, openingMicros, closingMicros, incomeMicros, drawnMicros } = statement;
  const row = (...cells: string[]) => [...cells, currency];
  const opening = row(from, 'opening', '', '', ...amount(null), ...amount(null), ...amount(openingMicros));
  const closing = row(to, 'closing', '', '', ...amount(incomeMicros), ...amount(drawnMicros), ...amount(closingMicros));
  const lines = statement.lines.map((line) =>
    row(line.period, entryOf(line), nameOf(line.modelVersionId), line.count?.toString() ?? '', ...amountsOf(line)),
  );
  return csvText([HEAD, opening, ...lines, closing]);
}

/** `closing` alone is the statement's last row. */
function entryOf({ kind }: StatementLine): string {
  return kind === 'closing' ? 'version closed' : kind;
}

function amountsOf({ kind, amountMicros, balanceMicros }: StatementLine): string[] {
  const drawn = kind === 'drawn';
  return [...amount(drawn ? null : amountMicros), ...amount(drawn ? -amountMicros : null), ...amount(balanceMicros)];
}

function amount(micros: Micros | null): [micros: string, decimal: string] {
  return micros === null ? ['', ''] : [micros.toString(), decimalOf(micros)];
}

/** 1401 is `0.001401`: always six places, and a point. */
export function decimalOf(micros: Micros): string {
  const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
