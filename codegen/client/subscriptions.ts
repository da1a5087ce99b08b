import { createClient, type Client } from 'graphql-ws';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { failed } from './transport.ts';

const ATTEMPTS = 20;

/** One socket for all subscriptions, opened with the first, closed after the last, opened again when it breaks. */
export class Subscriptions {
  private readonly socket: Client;

  constructor(url: string, token: () => Promise<string | null>, webSocket: unknown) {
    this.socket = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: webSocket ?? globalThis.WebSocket,
      retryAttempts: ATTEMPTS,
      shouldRetry: () => true,
      connectionParams: async () => {
        const current = await token();
        return current ? { authorization: `Bearer ${current}` } : {};
      },
    });
  }

  async *follow<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): AsyncGenerator<Result, void, undefined> {
    const payload = { query: document.toString(), variables: variables as Record<string, unknown> };
    for await (const { data, errors } of this.socket.iterate(payload)) {
      const [fault] = errors ?? [];
      if (fault) throw failed({ message: fault.message, extensions: fault.extensions ?? {} }, 200);
      if (data) yield data as Awaited<Result>;
    }
  }

  async close(): Promise<void> {
    await this.socket.dispose();
  }
}
