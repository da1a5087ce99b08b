import type { Id } from '../shared/index.ts';
import type { Party } from './party.ts';

/** What a customer wants their documents to say of them. They may change it; documents that were issued stay as they are. */
export class BillingDetails implements Party {
  readonly customerId!: Id;
  readonly name!: string;
  readonly address!: string;
  readonly country!: string | null;
  readonly taxId!: string | null;
  readonly updatedAt!: Date;

  constructor(fields: BillingDetails) {
    Object.assign(this, fields);
  }
}

/** The copy that goes into a document. */
export function partyOf({ name, address, country, taxId }: Party): Party {
  return { name, address, country, taxId };
}
