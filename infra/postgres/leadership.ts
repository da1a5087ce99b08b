import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { addressOf } from './address.ts';
import { LockSession } from './lock-session.ts';

/** Any two numbers of our own, as the first half of an advisory lock: a seat, and to be among those who want one. */
const SEAT = 7_226_002;
const CANDIDATE = 7_226_003;

/** The right to do one piece of work, which one process has at a time. */
export interface Seat {
  /** Aborts when the connection that holds the seat is gone, for another process may have it now. */
  readonly lost: AbortSignal;
  /** Asks the server; false where the seat is lost. */
  confirm(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Elects one process per seat by session advisory locks of PostgreSQL, on one connection of its own: who dies loses them.
 * It saves work, and nothing that is right may depend on it. A process that was paused learns late that another has its
 * seat, and for that moment both work; row locks and unique keys make that harmless.
 *
 * A pooler between here and the server must leave sessions alone, as it must for the migrations and uploads.
 */
export class Leadership {
  private session: Promise<LockSession> | null = null;
  private readonly seats = new Map<number, AbortController>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger,
  ) {}

  /** Null where another process has it, or this one already. Throws where the database is away. */
  async take(seat: number): Promise<Seat | null> {
    if (this.seats.has(seat)) return null;
    const lost = new AbortController();
    this.seats.set(seat, lost);
    const taken = await this.ask('SELECT pg_try_advisory_lock($1, $2) AS answer', [SEAT, seat]).catch(
      (error: unknown) => {
        this.vacate(seat, lost);
        throw error;
      },
    );
    if (taken === true && !lost.signal.aborted) return this.seatOf(seat, lost);
    this.vacate(seat, lost);
    return null;
  }

  /** How many processes want seats, this one included. */
  async candidates(): Promise<number> {
    const count = await this.ask(
      `SELECT count(*) AS answer FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::bigint::oid
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [CANDIDATE],
    );
    return Number(count);
  }

  /** Gives up all seats. */
  async close(): Promise<void> {
    const session = await this.session?.catch(() => null);
    session?.end();
  }

  private seatOf(seat: number, lost: AbortController): Seat {
    const { signal } = lost;
    return {
      lost: signal,
      confirm: async () => {
        if (!signal.aborted) await this.ask('SELECT 1 AS answer').catch(() => null);
        return !signal.aborted;
      },
      release: async () => {
        if (signal.aborted) return;
        await this.ask('SELECT pg_advisory_unlock($1, $2) AS answer', [SEAT, seat]).catch(() => null);
        this.vacate(seat, lost);
      },
    };
  }

  private vacate(seat: number, lost: AbortController): void {
    if (this.seats.get(seat) === lost) this.seats.delete(seat);
  }

  private async ask(statement: string, values?: readonly number[]): Promise<unknown> {
    this.session ??= this.open();
    return (await this.session).ask(statement, values);
  }

  private async open(): Promise<LockSession> {
    try {
      const name = `commonpool leadership ${process.pid}`;
      const session = await LockSession.open(addressOf(this.dataSource), name, () => this.lose());
      await session.ask('SELECT pg_advisory_lock_shared($1, 0) AS answer', [CANDIDATE]);
      return session;
    } catch (error) {
      this.session = null;
      throw error;
    }
  }

  private lose(): void {
    this.session = null;
    if (this.seats.size > 0) this.logger.warn({ seats: [...this.seats.keys()] }, 'lost the lead with its connection');
    for (const lost of this.seats.values()) lost.abort();
    this.seats.clear();
  }
}
