import { Client } from 'pg';

const ANSWER_MS = 2_000;
const PING_MS = 1_000;

/** Without these a server keeps the session of a machine that lost its power for two hours, and its locks with it. */
const KEEP_ALIVE = `SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3;
                    SET tcp_user_timeout = 5000`;

/**
 * One connection whose locks are worth something only while it lives, so that its end is noticed within seconds: it is
 * asked every second, and one that does not answer is given up, since nobody can tell what it still holds.
 */
export class LockSession {
  private queue: Promise<unknown> = Promise.resolve();
  private ping: NodeJS.Timeout | undefined;
  private ended = false;

  private constructor(
    private readonly client: Client,
    private readonly onEnd: () => void,
  ) {}

  /** `onEnd` is called once, and never when the connection could not be opened. */
  static async open(url: string, name: string, onEnd: () => void): Promise<LockSession> {
    const client = new Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: PING_MS,
    });
    // A server that goes down as it answers ends the connection once more, with nobody listening.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(KEEP_ALIVE);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    const session = new LockSession(client, onEnd);
    for (const event of ['error', 'end'] as const) client.on(event, () => session.end());
    session.ping = setInterval(() => void session.ask('SELECT 1 AS answer').catch(() => null), PING_MS).unref();
    return session;
  }

  /** The column `answer` of the first row. One statement at a time; a failure of any kind ends the session. */
  ask(statement: string, values: readonly number[] = []): Promise<unknown> {
    const answer = this.queue.then(async () => {
      try {
        const { rows } = await this.client.query<{ answer: unknown }>(statement, [...values]);
        return rows[0]?.answer;
      } catch (error) {
        this.end();
        throw error;
      }
    });
    this.queue = answer.catch(() => null);
    return answer;
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.ping);
    void this.client.end().catch(() => {});
    this.onEnd();
  }
}
