import type { JsMsg } from '@nats-io/jetstream';

/** What a message may hold, and what is put into one. */
export const IDS_PER_MESSAGE = 500;

/** What is posted in one transaction: the fixed cost of a batch is paid for by then, and its locks are still short. */
export const IDS_PER_BATCH = 2_000;

/** From this delivery on a message is posted alone, so that an event that cannot be posted holds up no other message. */
const ALONE_FROM_DELIVERY = 3;

export interface Batch {
  readonly messages: readonly JsMsg[];
  readonly ids: readonly bigint[];
}

/** The messages that came while another batch was being posted. One takes from it, one adds to it. */
export class Gathering {
  private waiting: { readonly message: JsMsg; readonly ids: readonly bigint[] }[] = [];
  private idsWaiting = 0;
  private wakers: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** There is a whole batch; who adds waits, so that no message grows old here. */
  get isFull(): boolean {
    return this.idsWaiting >= IDS_PER_BATCH;
  }

  get messages(): readonly JsMsg[] {
    return this.waiting.map(({ message }) => message);
  }

  /** A message that is no list of ids cannot become one: it is ended, not delivered again. */
  add(message: JsMsg): void {
    const ids = idsIn(message);
    if (!ids) return message.term(); // Without a reason: nats-server 2.9 takes `+TERM` with one for no answer at all.
    this.waiting.push({ message, ids });
    this.idsWaiting += ids.length;
    this.wake();
  }

  /** The oldest messages, whole, up to `IDS_PER_BATCH` ids. */
  take(): Batch {
    const count = this.countForBatch();
    const taken = this.waiting.splice(0, count);
    const ids = taken.flatMap((each) => each.ids);
    this.idsWaiting -= ids.length;
    this.wake();
    return { messages: taken.map(({ message }) => message), ids };
  }

  /** Forgets what waits; the broker delivers it again. */
  clear(): void {
    this.waiting = [];
    this.idsWaiting = 0;
    this.wake();
  }

  /** Resolves at the next change, or when `wake` is called, or after `withinMs`. */
  async changed(withinMs?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wakers.push(resolve);
      if (withinMs !== undefined) timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }

  wake(): void {
    for (const wake of this.wakers.splice(0)) wake();
  }

  private countForBatch(): number {
    let ids = 0;
    for (const [at, each] of this.waiting.entries()) {
      ids += each.ids.length;
      const alone = each.message.info.deliveryCount >= ALONE_FROM_DELIVERY;
      if (at > 0 && (alone || ids > IDS_PER_BATCH)) return at;
      if (alone) return 1;
    }
    return this.waiting.length;
  }
}

function idsIn(message: JsMsg): bigint[] | null {
  try {
    const ids = message.json<unknown>();
    const valid =
      Array.isArray(ids) && ids.length <= IDS_PER_MESSAGE && ids.every((id) => /^\d{1,18}$/.test(String(id)));
    return valid ? ids.map((id) => BigInt(String(id))) : null;
  } catch {
    return null;
  }
}
