import type { DataSource } from 'typeorm';
import type { Mark, Marks } from '../../../domain/audit/index.ts';
import type { Json, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

interface MarkRow {
  readonly watch: string;
  readonly mark: Json | null;
  readonly looked: string;
  readonly stepped_at: Date;
}

export class PostgresMarks implements Marks {
  constructor(private readonly dataSource: DataSource) {}

  async lock(tx: Tx, watch: string): Promise<{ readonly mark: Json | null } | undefined> {
    await managerOf(tx).query(
      'INSERT INTO audit_marks (watch, stepped_at) VALUES ($1, $2) ON CONFLICT (watch) DO NOTHING',
      [watch, tx.now],
    );
    const [row] = await managerOf(tx).query<Pick<MarkRow, 'mark'>[]>(
      'SELECT mark FROM audit_marks WHERE watch = $1 FOR UPDATE SKIP LOCKED',
      [watch],
    );
    return row;
  }

  async save(tx: Tx, watch: string, mark: Json, looked: number): Promise<void> {
    await managerOf(tx).query(
      'UPDATE audit_marks SET mark = $2, looked = looked + $3, stepped_at = $4 WHERE watch = $1',
      [watch, JSON.stringify(mark), looked, tx.now],
    );
  }

  async all(): Promise<ReadonlyMap<string, Mark>> {
    const rows = await this.dataSource.query<MarkRow[]>('SELECT watch, mark, looked, stepped_at FROM audit_marks');
    return new Map(
      rows.map(({ watch, mark, looked, stepped_at: steppedAt }) => [
        watch,
        { mark, looked: BigInt(looked), steppedAt },
      ]),
    );
  }
}
