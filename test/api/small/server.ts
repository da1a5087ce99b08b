import type { Viewer } from '../../../domain/identity/index.ts';
import { createApiServer, type ApiParts } from '../../../api/server.ts';
import { LocalFeed } from './feed.ts';
import { PEBBLES, PebbleResolver } from './resolvers.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

export interface SmallServer {
  readonly url: string;
  readonly feed: LocalFeed;
  readonly lines: LogLine[];
  /** Tokens that are taken as valid, with their viewers; a test may add and remove. */
  readonly tokens: Map<string, Viewer>;
  close(): Promise<void>;
}

export const ALICE: Viewer = { userId: '01890000-0000-7000-8000-0000000000aa', isOperator: false, sessionId: null };

/** The real server around a schema of pebbles: transports, limits and errors without a database. */
export async function startSmallServer(parts: Partial<ApiParts> = {}): Promise<SmallServer> {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const feed = new LocalFeed();
  const tokens = new Map([['alice', ALICE]]);
  const server = await createApiServer({
    instance: 'test.example',
    resolvers: [new PebbleResolver(PEBBLES)],
    nodes: [{ type: 'Pebble', load: async (_viewer, id) => PEBBLES.find((pebble) => pebble.id === id) ?? null }],
    authenticate: async (token) => tokens.get(token) ?? null,
    eventFeed: feed,
    logger: { info: write('info'), warn: write('warn'), error: write('error') },
    ready: async () => true,
    mounts: [],
    ...parts,
  });
  const { url } = await server.listen(0, '127.0.0.1');
  return { url, feed, lines, tokens, close: () => server.close(1_000) };
}

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  };
}

export async function post(url: string, body: unknown, token?: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

export function query(url: string, text: string, variables: object = {}): Promise<Answer> {
  return post(url, { query: text, variables }, 'alice');
}
