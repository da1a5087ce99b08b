import type { UsedCalls } from '../metering/index.ts';
import { NO_UNITS, type Charge, type ChargeReason, type ChargeSource } from './charge.ts';

const UNKNOWN: ChargeReason = { modelVersionId: null, units: NO_UNITS };

/** Calls of models, as metering counted them. */
export class UsageCharges implements ChargeSource {
  readonly kinds = ['usage'];

  constructor(private readonly usedCalls: UsedCalls) {}

  async explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]> {
    const calls = await this.usedCalls.byJournal(charges.map((charge) => charge.key));
    return charges.map((charge) => calls.get(charge.key) ?? UNKNOWN);
  }
}

/** Money that was given back, or taken, for no call in particular: a line of its own, without a model version. */
export class PlainCharges implements ChargeSource {
  constructor(readonly kinds: readonly string[]) {}

  async explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]> {
    return charges.map(() => UNKNOWN);
  }
}
