import type { Id } from '../shared/index.ts';

/** A notice in one member's inbox. */
export class ReceivedNotice {
  readonly noticeId!: Id;
  readonly userId!: Id;
  /** Rises in the order in which inboxes were filled, so that who knows one number misses nothing that came after it. */
  readonly sequence!: bigint;
  readonly createdAt!: Date;
  readonly readAt!: Date | null;

  constructor(fields: ReceivedNotice) {
    Object.assign(this, fields);
  }
}
