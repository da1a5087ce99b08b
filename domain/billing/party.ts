import { InvalidInput } from '../shared/index.ts';

/** Whom a document is from or for. A document keeps a copy of how it was when it was issued. */
export interface Party {
  readonly name: string;
  /** Lines, with a line feed between two. */
  readonly address: string;
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
  readonly taxId: string | null;
}

/** Who runs this instance, as its documents say. */
export interface Issuer extends Party {
  /** Whether tax is in the prices, or due on top of them. */
  readonly pricesIncludeTax: boolean;
}

/** Controls, line separators, and marks that turn the direction of what follows: with them a document could be forged. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const MAX_LINES = 8;

/** Checks what somebody says of themselves. Throws INVALID_INPUT that names the field. */
export function assertParty(party: Party): Party {
  const name = assertLine(party.name, 'name', 1, 200);
  const lines = party.address.split('\n').map((line) => assertLine(line, 'address', 0, 200));
  while (lines.at(-1) === '') lines.pop();
  if (lines.length > MAX_LINES) throw new InvalidInput(['address'], `An address has at most ${MAX_LINES} lines.`);
  const country = party.country || null;
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw new InvalidInput(['country'], 'A country is two capital letters (ISO 3166), such as DE.');
  }
  const taxId = party.taxId ? assertLine(party.taxId, 'taxId', 1, 40) : null;
  return { name, address: lines.join('\n'), country, taxId };
}

function assertLine(text: string, field: keyof Party, least: number, most: number): string {
  const line = text.normalize('NFC').trim();
  if (UNPRINTABLE.test(line)) throw new InvalidInput([field], `${field} holds a character that cannot be printed.`);
  if (line.length < least || line.length > most) {
    throw new InvalidInput(
      [field],
      `${field} has ${least} to ${most} characters${field === 'address' ? ' a line' : ''}.`,
    );
  }
  return line;
}
