import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { DeliveryFailed, sendUsage } from '../../examples/gateway/webhook.ts';
import type { Customer, Market } from '../revenue/market.ts';

/** A gateway that reports one customer's calls, and asks again until it is answered, as gateways do. */
export class ReportingGateway {
  private sequence = 0;
  accepted = 0;

  private constructor(
    readonly gatewayId: string,
    private readonly secret: string,
  ) {}

  static async register({ money, operator }: Market): Promise<ReportingGateway> {
    const { gateway, webhookSecret } = await money.registerGateway.execute({ viewer: operator, name: 'reporting' });
    return new ReportingGateway(gateway.id, webhookSecret);
  }

  /** `addressOf` is asked before each try, since the process that answered last may be gone. */
  async report(addressOf: () => string, customer: Customer, modelVersionId: string, calls: number): Promise<void> {
    const events = Array.from({ length: calls }, () => ({
      id: randomUUID(),
      time: new Date().toISOString(),
      sequence: (this.sequence += 1),
      modelVersionId: toNodeId('ModelVersion', modelVersionId),
      customerId: toNodeId('User', customer.viewer.userId),
      keyId: toNodeId('ApiKey', customer.keyId),
      queries: 1,
    }));
    for (;;) {
      try {
        const { secret } = this;
        const source = sourceOf(this.gatewayId);
        const results = await sendUsage({ url: `${addressOf()}/webhooks/usage`, secret, source, events });
        const fault = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
        if (fault) throw new Error(`${fault.id} was answered with ${fault.status} ${fault.code}`);
        this.accepted += calls;
        return;
      } catch (error) {
        if (!(error instanceof DeliveryFailed)) throw error;
        await delay(100);
      }
    }
  }
}
