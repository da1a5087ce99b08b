import { spawnSync } from 'node:child_process';
import type { Client } from 'pg';
import { randomOf, transactionsPerSecond } from './clients.ts';
import { query } from './query.ts';

const TELLERS = 10;
const ACCOUNTS = 100_000;
const CLIENTS = [1, 8] as const;

/** The upper yardstick: what this server does with the transaction that everybody knows, with pgbench's own tables. */
export async function measureTpcb(url: string, scale: number, seconds: number) {
  await makeTables(url, scale);
  const rates: number[] = [];
  const pgbenchRates: (number | null)[] = [];
  for (const clients of CLIENTS) {
    rates.push(await transactionsPerSecond(url, clients, seconds, (client) => transaction(client, scale)));
    pgbenchRates.push(pgbench(url, clients, seconds));
  }
  return {
    tpcbPerSecond: Math.max(...rates),
    pgbenchPerSecond: pgbenchRates.includes(null) ? null : Math.max(...(pgbenchRates as number[])),
  };
}

async function makeTables(url: string, scale: number): Promise<void> {
  await query(
    url,
    `CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100);
     CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
     CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
     CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
     INSERT INTO pgbench_branches SELECT n, 0 FROM generate_series(1, ${scale}) AS n;
     INSERT INTO pgbench_tellers SELECT n, (n - 1) / ${TELLERS} + 1, 0 FROM generate_series(1, ${TELLERS * scale}) AS n;
     INSERT INTO pgbench_accounts SELECT n, (n - 1) / ${ACCOUNTS} + 1, 0, '' FROM generate_series(1, ${ACCOUNTS * scale}) AS n;
     ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid);
     ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid);
     ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid)`,
  );
  for (const table of ['branches', 'tellers', 'accounts']) await query(url, `VACUUM ANALYZE pgbench_${table}`);
}

async function transaction(client: Client, scale: number): Promise<void> {
  const aid = randomOf(ACCOUNTS * scale);
  const tid = randomOf(TELLERS * scale);
  const bid = randomOf(scale);
  const delta = randomOf(10_001) - 5_001;
  const run = (name: string, text: string, values: number[]) => client.query({ name, text, values });
  await client.query('BEGIN');
  await run('a', 'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2', [delta, aid]);
  await run('s', 'SELECT abalance FROM pgbench_accounts WHERE aid = $1', [aid]);
  await run('t', 'UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2', [delta, tid]);
  await run('b', 'UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2', [delta, bid]);
  await run('h', 'INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, now())', [
    tid,
    bid,
    aid,
    delta,
  ]);
  await client.query('COMMIT');
}

/** Null where there is no pgbench on the PATH. */
function pgbench(address: string, clients: number, seconds: number): number | null {
  const { hostname, port, username, password, pathname } = new URL(address);
  const threads = ['--client', `${clients}`, '--jobs', `${Math.min(clients, 2)}`, '--time', `${seconds}`];
  const server = ['--host', hostname, '--port', port, '--username', username];
  const done = spawnSync(
    'pgbench',
    ['--no-vacuum', '--protocol', 'prepared', ...threads, ...server, pathname.slice(1)],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', PGPASSWORD: password },
      timeout: (seconds + 30) * 1_000,
    },
  );
  const [, tps] = /^tps = ([\d.]+)/m.exec(done.stdout ?? '') ?? [];
  return tps ? Math.round(Number(tps)) : null;
}
