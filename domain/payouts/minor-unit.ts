import { InvalidInput, type Currency, type Micros } from '../shared/index.ts';

/** ISO 4217 has two decimals for all but these. */
const DECIMALS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};
const MICRO_DECIMALS = 6;

export function decimalsOf(currency: Currency): number {
  return DECIMALS[currency] ?? 2;
}

/** The least that a bank can pay: a cent is 10000 micros. */
export function minorUnitMicros(currency: Currency): Micros {
  return 10n ** BigInt(MICRO_DECIMALS - decimalsOf(currency));
}

/**
 * Banks pay whole cents. What is smaller stays in the wallet: rounded on the way out, the books would say that another
 * amount was paid than was.
 */
export function assertPayable(amountMicros: Micros, currency: Currency): void {
  const unit = minorUnitMicros(currency);
  if (amountMicros % unit === 0n) return;
  const most = amountMicros - (amountMicros % unit);
  throw new InvalidInput(
    ['amountMicros'],
    `A payout in ${currency} is a multiple of ${unit} micros. The next lower one is ${most}.`,
  );
}

/** The amount as banks write it: 12340000 micros are "12.34" EUR and "12" JPY. Only for payable amounts. */
export function decimalAmount(amountMicros: Micros, currency: Currency): string {
  const decimals = decimalsOf(currency);
  const digits = (amountMicros / minorUnitMicros(currency)).toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
