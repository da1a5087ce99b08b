import { WebSocket } from 'ws';
import { createClient, generateKey } from '../../../codegen/client/index.ts';
import { VouchForPersonDocument } from '../../../codegen/generated/graphql.ts';
import { Actor } from './actor.ts';

/** Runs the instance: vouches for persons, registers gateways, credits what customers paid in. */
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
}
