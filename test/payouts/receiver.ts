import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** An order as a provider received it: its signature held. */
export interface Received {
  readonly id: string;
  readonly timestamp: string;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly data: { readonly payoutId: string; readonly amountMicros: string; readonly destination: object };
  };
}

export type Reply = (response: ServerResponse, received: Received) => void;

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) =>
    response.writeHead(code, headers).end('{}');

/** Never answers. */
export const silence: Reply = () => {};

/** A payout provider on a real port. It answers what it is told to, one reply after the other; the last one stays. */
export class Receiver {
  readonly received: Received[] = [];
  private replies: Reply[] = [status(200)];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const receiver = new Receiver(server, `http://127.0.0.1:${port}/payouts`);
    server.on('request', (request, response) => void receiver.take(request, response));
    return receiver;
  }

  answers(...replies: readonly Reply[]): void {
    this.replies = [...replies];
  }

  idsOf(payoutId: string): string[] {
    return this.received.filter(({ event }) => event.data.payoutId === payoutId).map(({ id }) => id);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const headers = request.headers as Record<string, string>;
    const event = new Webhook(SECRET).verify(body, headers) as Received['event'];
    const received = { id: String(headers['webhook-id']), timestamp: String(headers['webhook-timestamp']), event };
    this.received.push(received);
    const reply = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
    reply?.(response, received);
  }
}
