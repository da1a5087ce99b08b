import type { BallotBox, Ballots, Proposal, Proposals } from '../../domain/governance/index.ts';
import type { FeedEvent, Id } from '../../domain/shared/index.ts';

export interface Standing {
  readonly proposal: Proposal;
  readonly box: BallotBox;
}

const MOST_KEPT = 1000;

/**
 * How votes stand, for the many who follow one: a read answers all who were told of the same change, so that thousands of
 * subscribers cost the database what one does.
 */
export class Standings {
  private readonly kept = new Map<Id, { readonly eventId: Id | null; readonly read: Promise<Standing | null> }>();

  constructor(
    private readonly proposals: Pick<Proposals, 'byId'>,
    private readonly ballots: Pick<Ballots, 'boxes'>,
  ) {}

  /** As it is at this event or later; null where there is no such proposal. Who follows anew, or heard what has no id, reads for themselves. */
  of(id: Id, event: FeedEvent | null): Promise<Standing | null> {
    const before = this.kept.get(id);
    if (event?.id && before?.eventId === event.id) return before.read;
    const read = this.read(id);
    if (!event?.id) return read;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(id, { eventId: event.id, read });
    return read;
  }

  private async read(id: Id): Promise<Standing | null> {
    const [proposal, boxes] = await Promise.all([this.proposals.byId(id), this.ballots.boxes([id])]);
    const box = boxes.get(id);
    return proposal && box ? { proposal, box } : null;
  }
}
