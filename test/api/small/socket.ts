import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, type RawData } from 'ws';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A plain socket, so that tests may also say what a proper client never would. */
export class TestSocket {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly socket: WebSocket;

  constructor(url: string, protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, protocol);
    this.socket.on('message', (data: RawData) =>
      this.messages.push(JSON.parse((data as Buffer).toString('utf8')) as Message),
    );
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  async open(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => this.socket.once('open', resolve));
    return this;
  }

  /** Opened, initialised and acknowledged. */
  async ready(token?: string): Promise<this> {
    await this.open();
    this.send({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} });
    await this.next('connection_ack');
    return this;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The first message of this type (and id) that was not taken yet. */
  async next(type: string, id?: string): Promise<Message> {
    for (const until = Date.now() + 3_000; Date.now() < until; await sleep(5)) {
      const at = this.messages.findIndex((message) => message.type === type && (!id || message.id === id));
      if (at >= 0) return this.messages.splice(at, 1)[0] as Message;
    }
    throw new Error(`No ${type} came; there were ${JSON.stringify(this.messages)}`);
  }

  pauseReading(): void {
    this.socket.pause();
  }

  close(): void {
    this.socket.close();
  }
}
