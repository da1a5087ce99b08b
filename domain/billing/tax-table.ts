import type { Ppm } from '../shared/index.ts';
import type { Issuer } from './party.ts';
import { taxOf, type Taxes, type TaxLine, type TaxMode, type TaxQuestion } from './taxes.ts';

export interface TaxRate {
  readonly name: string;
  readonly ratePpm: Ppm;
  /** Whether a customer there who has a tax id owes the tax themselves. */
  readonly reverseCharge: boolean;
}

const REVERSE_CHARGE = 'Reverse charge: the recipient is liable for the tax.';

/**
 * Rates by the customer's country, as an operator configured them. Who names no country is taken to be in the issuer's;
 * a country that is not in the table has no tax.
 */
export class TaxTable implements Taxes {
  private readonly mode: TaxMode;

  constructor(
    private readonly rates: ReadonlyMap<string, TaxRate>,
    private readonly issuer: Pick<Issuer, 'country' | 'pricesIncludeTax'>,
  ) {
    this.mode = issuer.pricesIncludeTax ? 'included' : 'on-top';
  }

  async lineFor({ country, taxId, amountMicros }: TaxQuestion): Promise<TaxLine | null> {
    const where = country ?? this.issuer.country;
    const rate = where === null ? undefined : this.rates.get(where);
    if (where === null || !rate) return null;
    const reversed = rate.reverseCharge && taxId !== null && where !== this.issuer.country;
    const ratePpm = reversed ? 0 : rate.ratePpm;
    const taxMicros = taxOf(amountMicros, ratePpm, this.mode);
    const note = reversed ? REVERSE_CHARGE : null;
    return { name: rate.name, country: where, ratePpm, mode: this.mode, taxMicros, note };
  }
}
