import { InvalidInput, type Id } from '../shared/index.ts';

/** Who takes customers' money outside and reports it by signed webhook; registered by an operator. */
export class PaymentProvider {
  readonly id!: Id;
  readonly name!: string;
  readonly registeredBy!: Id;
  readonly createdAt!: Date;
  readonly revokedAt!: Date | null;

  constructor(fields: PaymentProvider) {
    Object.assign(this, fields);
  }
}

/** What the secrets of payment providers are wrapped for. */
export const PROVIDER_SECRETS = 'payment-webhook';

export function assertProviderName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 80) throw new InvalidInput(['name'], 'A name has 1 to 80 characters.');
  return trimmed;
}
