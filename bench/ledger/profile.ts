import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { query } from './query.ts';

interface StatementRow {
  readonly calls: string;
  readonly ms: string;
  readonly rows: string;
  readonly wal_bytes: string;
  readonly query: string;
}

const STATEMENTS = `
  SELECT calls, round(total_exec_time::numeric, 1) AS ms, rows, wal_bytes, regexp_replace(query, '\\s+', ' ', 'g') AS query
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = current_database() AND total_exec_time > 5 ORDER BY total_exec_time DESC LIMIT 40`;

/** What each statement cost since the last call, beside the CPU profiles of the processes. */
export async function keepStatements(url: string, profile: string | null, name: string): Promise<void> {
  if (!profile) return;
  const rows = await query<StatementRow>(url, STATEMENTS);
  const lines = rows.map((row) =>
    [row.ms.padStart(10), row.calls.padStart(8), row.rows.padStart(9), row.wal_bytes.padStart(12), row.query].join(
      '  ',
    ),
  );
  const head = '        ms     calls       rows     WAL bytes  statement';
  await writeFile(join(profile, `${name}.statements.txt`), `${[head, ...lines].join('\n')}\n`);
  await query(url, 'SELECT pg_stat_statements_reset()');
}
