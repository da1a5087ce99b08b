import type { PayoutDestinationDetailsInput } from '../generated/graphql.ts';
import { wordOf } from './charter.ts';

/** What a member signs to set a payout destination (`payouts.set-destination`, about the currency). */
export type PayoutDestinationObject = {
  readonly kind: string;
  readonly account: string;
  readonly holder: string;
  readonly salt: string;
  readonly currency: string;
  readonly version: number;
};

/**
 * Details in the one form that the server signs off, with a salt of their own, which keeps the signed digest from being
 * searched for the few accounts that a person may have. The server refuses what is no IBAN.
 */
export function payoutDetails(given: Omit<PayoutDestinationDetailsInput, 'salt'>): PayoutDestinationDetailsInput {
  const { kind, account, holder } = given;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const salt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const iban = kind === 'IBAN';
  return {
    kind,
    account: iban ? account.replaceAll(' ', '').toUpperCase() : account.normalize('NFC').trim(),
    holder: holder.normalize('NFC').trim(),
    salt,
  };
}

/** The object of the signature; the client makes it of what the member typed, never of what a server says. */
export function payoutDestinationObject(
  { kind, account, holder, salt }: PayoutDestinationDetailsInput,
  currency: string,
  version: number,
): PayoutDestinationObject {
  return { kind: wordOf(kind), account, holder, salt, currency, version };
}
