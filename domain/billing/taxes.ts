import { PPM, type Currency, type Micros, type Ppm } from '../shared/index.ts';

/** Whether the tax is a part of the amount, or due beside it. */
export type TaxMode = 'included' | 'on-top';

/** The line of an invoice that says what tax there is. Nothing is posted for it. */
export interface TaxLine {
  /** What the state calls it, such as `VAT`. */
  readonly name: string;
  readonly country: string;
  readonly ratePpm: Ppm;
  readonly mode: TaxMode;
  readonly taxMicros: Micros;
  /** What the law wants said, such as why there is none. */
  readonly note: string | null;
}

export interface TaxQuestion {
  readonly country: string | null;
  readonly taxId: string | null;
  /** With the tax or without it, as the issuer's prices are. Negative where more was refunded than used. */
  readonly amountMicros: Micros;
  readonly currency: Currency;
  readonly at: Date;
}

export interface Taxes {
  /** Null where no tax is to be named. */
  lineFor(question: TaxQuestion): Promise<TaxLine | null>;
}

/** Rounded once per invoice, to the nearest micro, a half away from zero: so an invoice and its refund cancel out. */
export function taxOf(amountMicros: Micros, ratePpm: Ppm, mode: TaxMode): Micros {
  const rate = BigInt(ratePpm);
  return nearest(amountMicros * rate, mode === 'included' ? PPM + rate : PPM);
}

function nearest(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const whole = ((negative ? -dividend : dividend) * 2n + divisor) / (divisor * 2n);
  return negative ? -whole : whole;
}
