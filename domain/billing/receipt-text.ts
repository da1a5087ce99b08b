import { amountText, dayText, field, plainText } from './plain-text.ts';
import type { Party } from './party.ts';
import type { Receipt } from './receipt.ts';

/** The document for people, as text. It says what the receipt holds and nothing else, so it is the same for ever. */
export function receiptText(receipt: Receipt): string {
  const { number, issuedAt, amountMicros, currency, reference, paymentId } = receipt;
  return plainText([
    `RECEIPT ${number}`,
    '',
    ...field('Date', dayText(issuedAt)),
    ...partyText('From', receipt.issuer),
    ...partyText('For', receipt.billedTo),
    ...field('Customer', receipt.customerId),
    ...field('Payment', paymentId),
    ...(reference === null ? [] : field('Reference', reference)),
    '',
    ...field('Received', amountText(amountMicros, currency)),
    '',
    'This is prepaid credit for services of different kinds. No tax is due on it:',
    'tax arises when the credit is used, and the monthly invoices name it.',
  ]);
}

/** Name and address, then the tax id. */
export function partyText(label: string, party: Party | null): string[] {
  if (!party) return field(label, 'not stated');
  const { name, address, country, taxId } = party;
  const place = [name, address, country].filter((part) => part).join('\n');
  return [...field(label, place), ...(taxId === null ? [] : field('Tax id', taxId))];
}
