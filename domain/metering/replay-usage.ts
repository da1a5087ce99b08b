import { newId, type Transactions, type Tx } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import { assertNote } from './note.ts';
import type { ParkedUsage, Replays } from './oversight-ports.ts';
import type { Inbox, ReplayedEvent, UsageQueue } from './ports.ts';
import { assertReplayed, Replay, type ReplayResult } from './replay.ts';

export interface ReplayCommand {
  readonly viewer: Viewer;
  readonly ids: readonly bigint[];
  /** Why, for whoever asks later. */
  readonly note: string;
}

export interface Replayed {
  /** Null where nothing was in quarantine, so that nothing was done. */
  readonly replay: Replay | null;
  /** One per id, in the order given. */
  readonly results: readonly ReplayResult[];
}

/**
 * What put events in quarantine is over: they wait to be posted again. The decision is kept in the same transaction.
 * Whatever still stands in their way puts them back.
 */
export class ReplayUsage {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Pick<Inbox, 'replay'>,
    private readonly parked: Pick<ParkedUsage, 'statesOf'>,
    private readonly replays: Replays,
    private readonly queue: UsageQueue,
  ) {}

  async execute(command: ReplayCommand): Promise<Replayed> {
    assertOperator(command.viewer);
    const ids = assertReplayed(command.ids);
    const note = assertNote(command.note, 'note');
    const { moved, replayed } = await this.transactions.run(async (tx) => {
      const moved = await this.inbox.replay(tx, ids);
      const replay = moved.length > 0 ? await this.keep(tx, command.viewer, note, moved) : null;
      return { moved, replayed: { replay, results: await this.results(tx, ids, moved) } };
    });
    if (moved.length > 0) this.queue.publish(moved);
    return replayed;
  }

  private async keep(tx: Tx, viewer: Viewer, note: string, moved: readonly ReplayedEvent[]): Promise<Replay> {
    const replay = new Replay({
      id: newId(),
      operatorId: viewer.userId,
      note,
      inboxIds: moved.map(({ id }) => id),
      reasons: moved.map(({ reason }) => reason),
      replayedAt: tx.now,
    });
    await this.replays.insert(tx, replay);
    return replay;
  }

  private async results(
    tx: Tx,
    ids: readonly bigint[],
    moved: readonly ReplayedEvent[],
  ): Promise<readonly ReplayResult[]> {
    const movedIds = new Set(moved.map(({ id }) => id));
    const others = await this.parked.statesOf(
      tx,
      ids.filter((id) => !movedIds.has(id)),
    );
    return ids.map((inboxId) => {
      if (movedIds.has(inboxId)) return { inboxId, status: 'replayed' };
      const state = others.get(inboxId);
      // It fell into quarantine between the two looks, so it was not there for the first.
      return { inboxId, status: state === 'quarantined' ? 'pending' : (state ?? 'unknown') };
    });
  }
}
