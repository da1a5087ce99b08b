import type { DataSource } from 'typeorm';
import type { Nats } from './connection.ts';
import type { Subjects } from './subjects.ts';

interface OutboxRow {
  readonly seq: string;
  readonly id: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly announced_ids: readonly string[] | null;
}

const BATCH = 500;

/**
 * Moves committed events to JetStream. A row leaves the outbox only after the broker has acknowledged it, and carries
 * its id as message id; so a crash between the two publishes it again, and the broker drops the second where it comes
 * within two minutes. Later it is heard twice, which is harmless: who hears an event reads the rows.
 *
 * An announcement goes out as a bare message for each of its ids, to whoever listens at this moment.
 */
export class OutboxRelay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nats: Nats,
    private readonly subjects: Subjects,
  ) {}

  /** Publishes what is there; returns how many events went out. Any number of relays share the work. */
  async execute(): Promise<number> {
    let published = 0;
    for (;;) {
      const count = await this.batch();
      published += count;
      if (count < BATCH) return published;
    }
  }

  private async batch(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<OutboxRow[]>(
        `SELECT seq, id, subject, payload, announced_ids FROM outbox ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [BATCH],
      );
      if (rows.length === 0) return 0;
      const events = rows.filter((row) => row.announced_ids === null);
      this.announce(rows);
      await Promise.all([this.nats.connection.flush(), ...events.map((row) => this.publish(row))]);
      await manager.query('DELETE FROM outbox WHERE seq = ANY($1::bigint[])', [rows.map((row) => row.seq)]);
      return rows.length;
    });
  }

  private publish({ id, subject, payload }: OutboxRow) {
    return this.nats.jetstream.publish(this.subjects.events.prefix + subject, JSON.stringify(payload), { msgID: id });
  }

  private announce(rows: readonly OutboxRow[]): void {
    for (const { subject, announced_ids: ids } of rows) {
      for (const id of ids ?? []) this.nats.connection.publish(`${this.subjects.livePrefix}${subject}.${id}`);
    }
  }
}
