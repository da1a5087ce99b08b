import { InvalidInput, type Id } from '../shared/index.ts';

/** A customer's key for queries. The key is shown once; what is kept is its SHA-256. */
export class ApiKey {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly label!: string;
  readonly keyHash!: string;
  readonly createdAt!: Date;
  readonly revokedAt!: Date | null;

  constructor(fields: ApiKey) {
    Object.assign(this, fields);
  }
}

export function assertKeyLabel(label: string): string {
  const trimmed = label.trim();
  if (trimmed.length < 1 || trimmed.length > 80) throw new InvalidInput(['label'], 'A label has 1 to 80 characters.');
  return trimmed;
}
