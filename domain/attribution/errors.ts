import { DomainError } from '../shared/index.ts';

/** Nobody's records helped: there is no share to give, and dividing by zero is not one. The table is held. */
export class NoPositiveValue extends DomainError<'NO_POSITIVE_VALUE'> {
  readonly code = 'NO_POSITIVE_VALUE';
  constructor() {
    super("No member's records made the model better on the others' held-out records, so there is nothing to own.");
  }
}

/** What the valuation program printed does not name each owner in the corpus exactly once. */
export class ValuationRefused extends DomainError<'VALUATION_REFUSED'> {
  readonly code = 'VALUATION_REFUSED';
  constructor(reason: string) {
    super(`The valuation was refused: ${reason}.`);
  }
}

/** Every worker that took the valuation died or went silent. */
export class ValuationAbandoned extends DomainError<'VALUATION_ABANDONED'> {
  readonly code = 'VALUATION_ABANDONED';
  constructor(attempts: number) {
    super(`The valuation was interrupted ${attempts} times and is given up. A new run is needed.`, {
      details: { attempts },
    });
  }
}
