import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import type { PostUsage } from '../../domain/revenue/index.ts';
import type { Nats } from './connection.ts';
import { ensureStreams } from './streams.ts';
import type { Subjects } from './subjects.ts';

export const DURABLE = 'posting';
const MAX_MESSAGES = 500;
const MAX_IDS = 1_000;
const ACK_WAIT_MS = 30_000;
const RETRY_MS = 1_000;

/**
 * Posts usage as it is announced. While one batch is posted the next one gathers, so a quiet instance posts at once and
 * a busy one in large batches. A message is acknowledged after the commit; dying between the two posts it again, which
 * moves nothing.
 */
export class UsageConsumer {
  private readonly waiting: JsMsg[] = [];
  private messages: ConsumerMessages | null = null;
  private stopping = false;
  private wake: () => void = () => {};
  private done: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
    private readonly postUsage: Pick<PostUsage, 'execute'>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.done = Promise.all([this.read(), this.post()]);
  }

  /** Lets the batch in hand finish; what only waits is delivered again, to another worker. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.messages?.close();
    await this.done;
  }

  /** Reconnects by itself; a consumer or stream that is gone, with its server's disk, is made again. */
  private async read(): Promise<void> {
    while (!this.stopping) {
      try {
        this.messages = await this.subscribe();
        if (this.stopping) await this.messages.close();
        for await (const message of this.messages) {
          this.waiting.push(message);
          this.wake();
        }
      } catch (error) {
        this.logger.warn({ err: error }, 'the usage stream cannot be read and will be tried again');
      }
      if (!this.stopping) await pause(RETRY_MS);
    }
  }

  private async subscribe(): Promise<ConsumerMessages> {
    const { jetstream, manager } = this.nats;
    const { stream } = this.subjects.usage;
    await ensureStreams(manager, this.subjects);
    await manager.consumers.add(stream, {
      durable_name: DURABLE,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: ACK_WAIT_MS * 1_000_000,
      max_ack_pending: 4 * MAX_MESSAGES,
    });
    const consumer = await jetstream.consumers.get(stream, DURABLE);
    return consumer.consume({
      max_messages: MAX_MESSAGES,
      expires: 5_000,
      idle_heartbeat: 1_000,
      abort_on_missing_resource: true,
    });
  }

  private async post(): Promise<void> {
    while (!this.stopping) {
      const batch = this.take();
      if (batch.ids.length > 0) await this.postBatch(batch);
      else if (this.waiting.length === 0) await this.untilWoken();
    }
  }

  /** Up to `MAX_IDS` ids. A message that is no list of ids cannot become one: it is ended, not delivered again. */
  private take(): { messages: JsMsg[]; ids: bigint[] } {
    const messages: JsMsg[] = [];
    const ids: bigint[] = [];
    while (this.waiting.length > 0 && messages.length < MAX_MESSAGES && ids.length < MAX_IDS) {
      const message = this.waiting.shift() as JsMsg;
      const found = idsIn(message);
      if (!found) {
        message.term(); // Without a reason: nats-server 2.9 takes `+TERM` with one for no answer at all.
        continue;
      }
      messages.push(message);
      ids.push(...found);
    }
    return { messages, ids };
  }

  private async postBatch({ messages, ids }: { messages: readonly JsMsg[]; ids: readonly bigint[] }): Promise<void> {
    const keepAlive = setInterval(() => messages.forEach((message) => message.working()), ACK_WAIT_MS / 3);
    try {
      await this.postUsage.execute(ids);
      for (const message of messages) message.ack();
    } catch (error) {
      this.logger.error({ err: error, events: ids.length }, 'usage could not be posted and will be delivered again');
      for (const message of messages) message.nak(backoffMs(message));
      await pause(RETRY_MS);
    } finally {
      clearInterval(keepAlive);
    }
  }

  private async untilWoken(): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }
}

function idsIn(message: JsMsg): bigint[] | null {
  try {
    const ids = message.json<unknown>();
    const valid = Array.isArray(ids) && ids.length <= MAX_IDS && ids.every((id) => /^\d{1,18}$/.test(String(id)));
    return valid ? ids.map((id) => BigInt(String(id))) : null;
  } catch {
    return null;
  }
}

function backoffMs(message: JsMsg): number {
  return Math.min(30_000, 500 * 2 ** message.info.deliveryCount);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
