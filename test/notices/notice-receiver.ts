import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Id } from '../../domain/shared/index.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

/** A notice as a receiver got it: its signature held. */
export interface ReceivedEvent {
  readonly deliveryId: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: Id; readonly userId: Id } & Readonly<Record<string, unknown>>;
}

/** Who takes notices for the operator, on a real port. It answers with what `answer` says about a user. */
export class NoticeReceiver {
  readonly events: ReceivedEvent[] = [];
  answer: (userId: Id) => number = () => 204;
  /** What was to come after each event. */
  taken: () => void = () => {};

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<NoticeReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const receiver = new NoticeReceiver(server, `http://127.0.0.1:${port}/notices`);
    server.on('request', (request, response) => void receiver.take(request, response));
    return receiver;
  }

  of(noticeId: Id): ReceivedEvent[] {
    return this.events.filter(({ data }) => data.id === noticeId);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    const body = new Webhook(SECRET).verify(Buffer.concat(chunks).toString(), headers) as ReceivedEvent;
    const status = this.answer(body.data.userId);
    this.events.push({ ...body, deliveryId: String(headers['webhook-id']) });
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end();
    this.taken();
  }
}
