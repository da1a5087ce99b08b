import { UsageFault } from './faults.ts';

const AMOUNT = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

/** Millionths of a unit, exactly: 1500000 is "1.50". */
export function money(micros: string, currency: string): string {
  const digits = micros.replace('-', '').padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${micros.startsWith('-') ? '-' : ''}${digits.slice(0, -6)}.${fraction} ${currency}`;
}

/** "1.5" is 1500000. Never through a float: 0.1 + 0.2 must stay 0.3. */
export function microsOf(amount: string): string {
  const [, units, fraction = ''] = AMOUNT.exec(amount) ?? [];
  if (units === undefined) {
    throw new UsageFault(`${amount} is no amount. Write it like 1.50, with at most six digits after the point.`);
  }
  return (BigInt(units) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))).toString();
}
