import { sha256Hex, newId, type Id } from '../../domain/shared/index.ts';
import type { UsageEvent } from '../../domain/metering/index.ts';
import type { Customer, Market, SigningGateway } from './market.ts';

/** Events in one posting. */
export const BATCH = 1_000;

/** Who calls what, for calls that are recorded and posted in this process. */
export interface Callers {
  readonly gateway: SigningGateway;
  readonly customers: readonly Customer[];
}

/** Records and posts by the use cases themselves: what is timed is posting, without HTTP, NATS or another process. */
export class InProcess {
  private sequence = 0n;

  constructor(
    private readonly market: Market,
    private readonly callers: Callers,
  ) {}

  /** Accepts that many calls of the versions in turn; answers the ids to post. */
  async record(versions: readonly Id[], events: number): Promise<bigint[]> {
    const { announced, money } = this.market;
    for (let left = events; left > 0; left -= BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, left) }, (_, i) => this.event(versions[i % versions.length]!));
      const results = await money.recordUsage.execute({ id: this.callers.gateway.id, kind: 'hosted' }, batch);
      const refused = results.find((result) => result.status !== 'accepted');
      if (refused) throw new Error(`A call was not accepted: ${JSON.stringify(refused)}`);
    }
    return announced.splice(0);
  }

  /** Posts them in batches; answers the time of each, in ms. */
  async post(ids: readonly bigint[]): Promise<number[]> {
    const times: number[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH);
      const startedAt = performance.now();
      const { posted } = await this.market.money.postUsage.execute(batch);
      times.push(performance.now() - startedAt);
      if (posted !== batch.length) throw new Error(`${posted} of ${batch.length} calls were posted.`);
    }
    return times;
  }

  private event(modelVersionId: Id): UsageEvent {
    const { customers } = this.callers;
    const { userId: customerId, keyId } = customers[Math.floor(Math.random() * customers.length)] as Customer;
    const eventId = newId();
    this.sequence += 1n;
    return {
      eventId,
      digest: sha256Hex(eventId),
      modelVersionId,
      customerId,
      keyId,
      queries: 1,
      inputTokens: 0,
      outputTokens: 0,
      seconds: 0,
      ticketId: null,
      occurredAt: new Date(),
      sequence: this.sequence,
    };
  }
}

export async function openInProcess(market: Market, customers: number): Promise<InProcess> {
  return new InProcess(market, { gateway: await market.gateway(), customers: await market.customers(customers) });
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
