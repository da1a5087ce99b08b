import type { Currency } from '../shared/index.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';
import { monthEnd, monthStart } from './month.ts';
import { amountText, dayText, field, plainText, rateText } from './plain-text.ts';
import { partyText } from './receipt-text.ts';
import type { TaxLine } from './taxes.ts';

const DAY_MS = 86_400_000;

/** The document for people, as text. It says what the invoice holds and nothing else, so it is the same for ever. */
export function invoiceText(invoice: Invoice, lines: readonly InvoiceLine[]): string {
  const { number, issuedAt, month, currency, totalMicros, tax } = invoice;
  const lastDay = new Date(monthEnd(month).getTime() - DAY_MS);
  return plainText([
    `INVOICE ${number}`,
    '',
    ...field('Date', dayText(issuedAt)),
    ...field('Period', `${dayText(monthStart(month))} to ${dayText(lastDay)} (UTC)`),
    ...partyText('From', invoice.issuer),
    ...partyText('For', invoice.billedTo),
    ...field('Customer', invoice.customerId),
    '',
    ...lines.flatMap((line) => lineText(line, currency)),
    '',
    ...field('Total', amountText(totalMicros, currency)),
    ...(tax ? taxText(tax, totalMicros, currency) : []),
    '',
    totalMicros < 0n ? 'It was given back as prepaid credit.' : 'It was taken from prepaid credit.',
  ]);
}

function lineText(line: InvoiceLine, currency: Currency): string[] {
  const units = [
    [line.queries, 'queries'],
    [line.inputTokens, 'input tokens'],
    [line.outputTokens, 'output tokens'],
    [line.seconds, 'seconds'],
  ] as const;
  const used = units.filter(([count]) => count > 0n).map(([count, unit]) => `, ${count} ${unit}`);
  const word = line.kind === 'usage' ? 'call' : 'time';
  const times = `${line.calls} ${word}${line.calls === 1n ? '' : 's'}`;
  return [line.description, `  ${times}${used.join('')}: ${amountText(line.amountMicros, currency)}`];
}

function taxText({ name, country, ratePpm, mode, taxMicros, note }: TaxLine, total: bigint, currency: Currency) {
  const what = `${name} ${rateText(ratePpm)} (${country})`;
  const stated =
    mode === 'included'
      ? [
          `of which ${what}: ${amountText(taxMicros, currency)}`,
          `without tax: ${amountText(total - taxMicros, currency)}`,
        ]
      : [
          `${what} due beside it, not taken from credit: ${amountText(taxMicros, currency)}`,
          `with tax: ${amountText(total + taxMicros, currency)}`,
        ];
  return [...stated, ...(note === null ? [] : [note])];
}
