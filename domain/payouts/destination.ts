import type { Currency, Id } from '../shared/index.ts';
import type { DestinationKind } from './destination-details.ts';

/**
 * One version of where a user's money goes in one currency. Nothing of it ever changes but that it is cancelled, once.
 * At most one waits at a time; the last one that has waited is in force, and none after that one was cancelled: an
 * older one never comes back by itself.
 */
export class Destination {
  readonly id!: Id;
  readonly userId!: Id;
  readonly currency!: Currency;
  /** 1, 2, ... per user and currency; the signed digest holds it. */
  readonly version!: number;
  readonly kind!: DestinationKind;
  /** The last four characters of the account: all that is ever shown. */
  readonly last4!: string;
  /** The details, wrapped under the root key. */
  readonly sealed!: Uint8Array;
  /** The member's signature over it; null for a user who has never had a key. */
  readonly statementId!: Id | null;
  readonly setAt!: Date;
  readonly usableAt!: Date;
  readonly cancelledAt!: Date | null;

  constructor(fields: Destination) {
    Object.assign(this, fields);
  }
}

/** Whether money may go there. A payout that an operator let go on may go to one that a newer has replaced. */
export function isUsable({ usableAt, cancelledAt }: Destination, now: Date): boolean {
  return cancelledAt === null && usableAt <= now;
}

/** Binds the sealed details to their row, so that they do not open in another's place. */
export function destinationContext(id: Id): string {
  return `payout-destination:${id}`;
}
