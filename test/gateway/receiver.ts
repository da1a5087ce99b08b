import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { SECRET } from './calls.ts';

export interface Received {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
  readonly sequences: readonly number[];
}

interface Sent {
  readonly id: string;
  readonly sequence: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Plays the instance: checks each signature with the reference library, then answers as told, at last with success. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly server: Server;

  private constructor(private readonly answers: ((events: readonly Sent[]) => Answer)[]) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, headers, body } = this.take(request.headers, Buffer.concat(chunks).toString());
        response.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body));
      });
    });
  }

  static async open(...answers: ((events: readonly Sent[]) => Answer)[]): Promise<Receiver> {
    const receiver = new Receiver(answers);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks/usage`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private take(headers: IncomingHttpHeaders, body: string): Answer {
    const events = new Webhook(SECRET).verify(body, headers as Record<string, string>) as Sent[];
    const [id, timestamp] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])];
    this.received.push({ id, timestamp, body, sequences: events.map(({ sequence }) => Number(sequence)) });
    return (this.answers.shift() ?? accept)(events);
  }
}

export const accept = (events: readonly Sent[]): Answer => results(events, () => ({ status: 'accepted' }));

export function results(events: readonly Sent[], of: (sequence: number) => object): Answer {
  return { status: 202, body: { results: events.map(({ id, sequence }) => ({ id, ...of(Number(sequence)) })) } };
}

export const failWith =
  (status: number, headers: Readonly<Record<string, string>> = {}, code?: string) =>
  () => ({
    status,
    headers,
    ...(code ? { body: { errors: [{ message: 'No.', extensions: { code } }] } } : {}),
  });
