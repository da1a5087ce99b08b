import { digestOf, InvalidInput, type Currency } from '../shared/index.ts';

export type DestinationKind = 'iban' | 'reference';

/**
 * Where money is to go, in the one form that is signed, sealed and sent. `reference` is an account as a provider names
 * it. `salt` is the client's: without it, a copy of the database, which has the signed digest, could be searched for
 * the few IBANs that a person may have.
 */
export interface DestinationDetails {
  readonly kind: DestinationKind;
  readonly account: string;
  readonly holder: string;
  /** 32 lower-case hex digits. */
  readonly salt: string;
}

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** Trimmed, and an IBAN in capitals without spaces. INVALID_INPUT that names the field. */
export function canonicalDetails({ kind, account, holder, salt }: DestinationDetails): DestinationDetails {
  const details = {
    kind,
    account: kind === 'iban' ? iban(account) : text(account, 'account', [8, 100]),
    holder: text(holder, 'holder', [2, 100]),
    salt,
  };
  if (!/^[0-9a-f]{32}$/.test(salt))
    throw new InvalidInput(['details', 'salt'], 'The salt is 32 random lower-case hex digits.');
  return details;
}

/** What the member signs: the action is `payouts.set-destination`, the subject the currency. */
export function destinationDigest(details: DestinationDetails, currency: Currency, version: number): string {
  const { kind, account, holder, salt } = details;
  return digestOf({ kind, account, holder, salt, currency, version });
}

function text(value: string, name: string, [least, most]: readonly [number, number]): string {
  const trimmed = value.normalize('NFC').trim();
  if (trimmed.length < least || trimmed.length > most || !PRINTABLE.test(trimmed)) {
    throw new InvalidInput(['details', name], `The ${name} has ${least} to ${most} printable characters.`);
  }
  return trimmed;
}

/** ISO 13616: moved to the end, with letters as numbers from 10 on, country and check digits leave 1 modulo 97. */
function iban(value: string): string {
  const account = value.replaceAll(' ', '').toUpperCase();
  const numbers = `${account.slice(4)}${account.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  if (!IBAN.test(account) || BigInt(numbers) % 97n !== 1n) {
    throw new InvalidInput(['details', 'account'], 'This is no IBAN: a letter or digit is missing, added or mistyped.');
  }
  return account;
}
