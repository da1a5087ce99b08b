import { changed, newId, type Id } from '../shared/index.ts';

export const CHANNELS = ['email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `accepted` and `refused` are the receiver's; `dropped`: there was no address left, or a code had expired. */
export type DeliveryOutcome = 'accepted' | 'refused' | 'dropped';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;

/** One message that is to leave the house. Its id is the message's on every try, so that receivers can drop doubles. */
export class Delivery {
  readonly id!: Id;
  /** Null for a code that confirms an address. */
  readonly noticeId!: Id | null;
  readonly userId!: Id;
  readonly channel!: Channel;
  /** Of a code: where it goes and what it is. Gone when the delivery has ended. */
  readonly sealed!: Uint8Array | null;
  readonly createdAt!: Date;
  /** When it is tried next; while it is under way, when whoever has it is taken for dead. */
  readonly dueAt!: Date;
  readonly tries!: number;
  readonly outcome!: DeliveryOutcome | null;
  /** Why it was refused, in the words of a protocol and never of a server, which would name the address. */
  readonly refusal!: string | null;
  readonly endedAt!: Date | null;

  constructor(fields: Delivery) {
    Object.assign(this, fields);
  }
}

const UNTRIED = { tries: 0, outcome: null, refusal: null, endedAt: null } as const;

export function newDelivery(fields: Pick<Delivery, 'id' | 'noticeId' | 'userId' | 'channel' | 'sealed'>, now: Date) {
  return new Delivery({
    ...fields,
    ...UNTRIED,
    createdAt: now,
    dueAt: now,
  });
}

export function deliveriesOf(noticeId: Id, channel: Channel, userIds: readonly Id[], now: Date): Delivery[] {
  return userIds.map((userId) => newDelivery({ id: newId(), noticeId, userId, channel, sealed: null }, now));
}

/** How an end is told: what the carrier said, or that there was nothing to carry. */
export function ended(delivery: Delivery, outcome: DeliveryOutcome, refusal: string | null, now: Date): Delivery {
  return changed(delivery, { outcome, refusal, endedAt: now, sealed: null });
}

/** After a try that reached nobody: later each time, and never given up. */
export function later(delivery: Delivery, now: Date): Delivery {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(delivery.tries - 1, 20));
  return changed(delivery, { dueAt: new Date(now.getTime() + pauseMs) });
}
