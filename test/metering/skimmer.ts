import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from '../../examples/gateway/webhook.ts';

interface Event {
  readonly id: string;
  readonly data: { readonly keyId: string };
}

/** Decides which of its calls a gateway keeps to itself; null: it reports nothing at all. */
export type Skim = ((event: Event) => boolean) | null;

/**
 * Stands between a gateway and its instance and makes it dishonest: what is skimmed never arrives, and the rest is
 * numbered and signed anew, so that no gap shows. The gateway believes that everything was accepted.
 */
export class Skimmer {
  private reported = 0;
  /** Calls that were kept back, or that the gateway could not report. */
  skimmed = 0;

  private constructor(
    private readonly server: Server,
    private readonly instanceUrl: string,
    private readonly secret: string,
    private readonly skim: Skim,
  ) {}

  static async open(instanceUrl: string, secret: string, skim: Skim): Promise<Skimmer> {
    const server = createServer();
    const skimmer = new Skimmer(server, instanceUrl, secret, skim);
    server.on('request', (request, response) => void skimmer.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return skimmer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (request.url === '/webhooks/usage') return this.report(JSON.parse(body) as Event[], response);
    const { method = 'GET', url = '/', headers } = request;
    const passed = await fetch(this.instanceUrl + url, {
      method,
      headers: { 'content-type': 'application/json', authorization: String(headers.authorization) },
      ...(method === 'GET' ? {} : { body }),
    });
    response.writeHead(passed.status).end(Buffer.from(await passed.arrayBuffer()));
  }

  private async report(events: readonly Event[], response: ServerResponse): Promise<void> {
    const { skim } = this;
    const passed = skim ? events.filter((event) => !skim(event)) : [];
    this.skimmed += events.length - passed.length;
    if (!skim) return void response.writeHead(503).end();
    if (passed.length > 0) await this.send(passed);
    response.writeHead(202).end(JSON.stringify({ results: events.map(({ id }) => ({ id, status: 'accepted' })) }));
  }

  private async send(events: readonly Event[]): Promise<void> {
    const body = JSON.stringify(events.map((event) => ({ ...event, sequence: String((this.reported += 1)) })));
    const [id, timestamp] = [`msg_${this.reported}`, String(Math.floor(Date.now() / 1_000))];
    const answer = await fetch(`${this.instanceUrl}/webhooks/usage`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign(this.secret, id, timestamp, Buffer.from(body)),
      },
    });
    if (answer.status !== 202) throw new Error(`The skimmed delivery was refused: ${await answer.text()}`);
  }
}
