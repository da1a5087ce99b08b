import type { Channel } from './delivery.ts';
import type { Carried, NoticeCarrier } from './ports.ts';

/** For a channel that the operator no longer has: what is left for it must not hold up its notices for ever. */
export class AbsentCarrier implements NoticeCarrier {
  constructor(readonly channel: Channel) {}

  carry(): Promise<Carried> {
    return Promise.resolve({ refused: 'not configured' });
  }
}
