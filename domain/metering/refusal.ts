import type { Id } from '../shared/index.ts';
import type { RefusalCode } from './usage-event.ts';

/** Evidence of an event that was not counted: one row per event, content and code, however often it was sent. */
export class UsageRefusal {
  readonly id!: bigint;
  readonly gatewayId!: Id;
  /** The gateway's own id of the event; empty where it had none that can be read. */
  readonly eventId!: string;
  readonly code!: RefusalCode;
  /** SHA-256 of the event's canonical JSON. */
  readonly digest!: string;
  /** Null where the event had no number of this gateway's. */
  readonly sequence!: bigint | null;
  /** When it came first. */
  readonly receivedAt!: Date;

  constructor(fields: UsageRefusal) {
    Object.assign(this, fields);
  }
}

/** An event that cannot be read as one, as far as it says what it is. */
export type MalformedEvent = Pick<UsageRefusal, 'eventId' | 'code' | 'digest' | 'sequence'>;

/** How many different events of a gateway were refused with this code. */
export interface RefusalCount {
  readonly gatewayId: Id;
  readonly code: RefusalCode;
  readonly events: bigint;
  readonly lastAt: Date;
}
