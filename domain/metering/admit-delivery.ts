import type { Id } from '../shared/index.ts';
import { GatewayRateExceeded, InboxFull } from './errors.ts';
import type { InboxGauge } from './inbox-gauge.ts';
import { TokenBucket } from './token-bucket.ts';

/** Long enough for a worker to post some hundred thousand events, short enough to fill the room that it made. */
const FULL_RETRY_S = 10;

/**
 * Back-pressure, before anything is verified or stored: what is turned away here can be sent again as it is, and is
 * accepted then. A gateway's rate is its own and counted in the memory of this process, so several processes let
 * through as many times as much.
 */
export class AdmitDelivery {
  private readonly buckets = new Map<Id, TokenBucket>();

  constructor(
    private readonly gauge: Pick<InboxGauge, 'isFull'>,
    private readonly eventsPerSecond: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** `claimedId` is not verified yet; null is nobody, whom the signature will refuse. Throws GATEWAY_RATE_EXCEEDED, INBOX_FULL. */
  async execute(claimedId: Id | null): Promise<void> {
    if (claimedId === null) return;
    const waitMs = this.buckets.get(claimedId)?.waitMs(this.nowMs()) ?? 0;
    if (waitMs > 0) throw new GatewayRateExceeded(Math.ceil(waitMs / 1_000));
    if (await this.gauge.isFull()) throw new InboxFull(FULL_RETRY_S);
  }

  /** Once it is known who signed: a stranger who names a gateway cannot use up its rate. */
  charge(gatewayId: Id, events: number): void {
    const nowMs = this.nowMs();
    const bucket = this.buckets.get(gatewayId) ?? new TokenBucket(this.eventsPerSecond, nowMs);
    this.buckets.set(gatewayId, bucket);
    bucket.take(events, nowMs);
  }
}
