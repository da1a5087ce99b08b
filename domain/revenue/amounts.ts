import { assertMicros, InvalidInput, type Currency, type Micros } from '../shared/index.ts';

export function assertAmount(amountMicros: Micros): Micros {
  if (amountMicros <= 0n) throw new InvalidInput(['amountMicros'], 'The amount must be more than zero.');
  return assertMicros(amountMicros, ['amountMicros']);
}

export function assertCurrency(currency: Currency): Currency {
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InvalidInput(['currency'], 'A currency is three capital letters (ISO 4217), such as EUR.');
  }
  return currency;
}

/** One of those in which the instance keeps its books, so that no balance arises that no model could ever be paid from. */
export function assertBooked(currency: Currency, currencies: readonly Currency[]): Currency {
  if (!currencies.includes(currency)) {
    throw new InvalidInput(['currency'], `This instance keeps its books in ${currencies.join(', ')}.`);
  }
  return currency;
}

export function assertIdempotencyKey(key: string): string {
  if (key.length < 1 || key.length > 100) throw new InvalidInput(['idempotencyKey'], 'A key has 1 to 100 characters.');
  return key;
}

/** Why somebody did it, for whoever asks later. */
export function assertReason(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > 500) throw new InvalidInput([field], 'Say why, in 1 to 500 characters.');
  return trimmed;
}
