import { WebSocket } from 'ws';
import { createClient, generateKey } from '../../../codegen/client/index.ts';
import {
  AuditDocument,
  GatewaysDocument,
  JournalsDocument,
  PlatformBalanceDocument,
  RegisterGatewayDocument,
  TopUpDocument,
  UsageBacklogDocument,
  VouchForPersonDocument,
  type JournalsQuery,
} from '../../../codegen/generated/graphql.ts';
import { Actor, present } from './actor.ts';

export type Journal = JournalsQuery['journals']['edges'][number]['node'];

/** What a gateway needs to know of itself. The secrets are shown once. */
export interface RegisteredGateway {
  readonly id: string;
  readonly source: string;
  readonly token: string;
  readonly webhookSecret: string;
}

/** Runs the instance: vouches for persons, registers gateways, credits what customers paid in, audits. */
export class Operator extends Actor {
  /** Becomes the first operator with the token that the instance wrote at its first start. */
  static async claims(url: string, handle: string, setupToken: string): Promise<Operator> {
    const client = createClient({ url, key: await generateKey(), webSocket: WebSocket });
    const { userId } = await client.claimInstance(handle, setupToken);
    return new Operator(handle, userId, client);
  }

  async vouchesFor(member: Actor, evidence: string): Promise<void> {
    await this.client.request(VouchForPersonDocument, { input: { userId: member.userId, evidence } });
  }

  async registersGateway(name: string): Promise<RegisteredGateway> {
    const { registerGateway } = await this.client.request(RegisterGatewayDocument, { input: { name } });
    const { id, source } = present(registerGateway.gateway);
    return { id, source, token: present(registerGateway.token), webhookSecret: present(registerGateway.webhookSecret) };
  }

  async topsUp(customer: Actor, amountMicros: bigint, currency: string, idempotencyKey: string): Promise<void> {
    const input = { customerId: customer.userId, amountMicros: amountMicros.toString(), currency, idempotencyKey };
    await this.client.request(TopUpDocument, { input });
  }

  async platformMicros(currency: string): Promise<bigint> {
    const { platformBalance } = await this.client.request(PlatformBalanceDocument, { currency });
    return BigInt(platformBalance.balanceMicros);
  }

  async audits() {
    return (await this.client.request(AuditDocument)).audit;
  }

  /** Every journal there is, the newest first. */
  async journals(): Promise<Journal[]> {
    const journals: Journal[] = [];
    let after: string | null = null;
    do {
      const { journals: page }: JournalsQuery = await this.client.request(JournalsDocument, { first: 100, after });
      journals.push(...page.edges.map((edge) => edge.node));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return journals;
  }

  async backlog() {
    return (await this.client.request(UsageBacklogDocument)).usageBacklog;
  }

  async gateways() {
    return (await this.client.request(GatewaysDocument, { first: 100 })).gateways.edges.map((edge) => edge.node);
  }
}
