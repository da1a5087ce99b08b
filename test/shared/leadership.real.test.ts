import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { Leadership, type Seat } from '../../infra/postgres/leadership.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const logger = pino({ level: 'silent' });
const made: Leadership[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => Promise.all(made.splice(0).map((each) => each.close())));
afterAll(() => database.close());

function candidate(dataSource: DataSource = database.dataSource): Leadership {
  const leadership = new Leadership(dataSource, logger);
  made.push(leadership);
  return leadership;
}

async function lost({ lost: signal }: Seat, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; !signal.aborted && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return signal.aborted;
}

/** The server's side of the connection that holds the seat. */
async function holderOf(seat: number): Promise<number> {
  const [row] = await database.dataSource.query<{ pid: number }[]>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND mode = 'ExclusiveLock'
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [seat],
  );
  return row?.pid ?? 0;
}

test('of many candidates one gets a seat, and the next gets it when it is given up', async () => {
  const candidates = Array.from({ length: 5 }, () => candidate());
  const seats = await Promise.all(candidates.map((each) => each.take(3)));
  const [holder] = seats.filter((seat) => seat !== null);
  expect(seats.filter((seat) => seat !== null)).toHaveLength(1);
  expect(await holder?.confirm()).toBe(true);
  const [other] = candidates.filter((_, i) => seats[i] === null) as [Leadership];
  expect(await other.take(3)).toBeNull();
  expect(await other.take(4)).not.toBeNull();
  await holder?.release();
  expect(await other.take(3)).not.toBeNull();
});

test('a seat is taken once by one process, however often it asks', async () => {
  const leadership = candidate();
  const seats = await Promise.all([leadership.take(0), leadership.take(0)]);
  expect(seats.filter((seat) => seat !== null)).toHaveLength(1);
});

test('each candidate knows how many there are, and a dead one does not count', async () => {
  const [first, second, third] = [candidate(), candidate(), candidate()];
  expect(await first.candidates()).toBe(1);
  await Promise.all([second.candidates(), third.candidates()]);
  expect(await first.candidates()).toBe(3);
  await third.close();
  for (let tries = 0; tries < 100 && (await first.candidates()) !== 2; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await first.candidates()).toBe(2);
});

test('who loses the connection loses all seats at once and is told, and can take them again', async () => {
  const leadership = candidate();
  const seats = [await leadership.take(0), await leadership.take(1)] as Seat[];
  await database.dataSource.query('SELECT pg_terminate_backend($1)', [await holderOf(0)]);
  for (const seat of seats) {
    expect(await lost(seat, 1_000)).toBe(true);
    expect(await seat.confirm()).toBe(false);
    await seat.release();
  }
  expect(await leadership.take(0)).not.toBeNull();
});

test('a server that stops to answer is given up within seconds, before a batch and while nothing happens', async () => {
  const road = await openRoad(new URL(database.url));
  const url = new URL(database.url);
  url.port = String(road.port);
  const leadership = candidate({ options: { type: 'postgres', url: url.href } } as DataSource);
  const seat = (await leadership.take(0)) as Seat;
  expect(await seat.confirm()).toBe(true);
  road.block();
  expect(await lost(seat, 5_000)).toBe(true);
  expect(await seat.confirm()).toBe(false);
  await road.close();
});

test('a database that is away is a fault that can be tried again', async () => {
  const url = new URL(database.url);
  url.port = '1';
  const nowhere = candidate({ options: { type: 'postgres', url: url.href } } as DataSource);
  await expect(nowhere.take(0)).rejects.toThrow(/ECONNREFUSED/);
  await expect(nowhere.take(0)).rejects.toThrow(/ECONNREFUSED/);
});

/** A way to the server that can be blocked without being cut, as by a network that lost a machine. */
async function openRoad({ hostname, port }: URL) {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    const behind = connect(Number(port), hostname);
    for (const end of [socket, behind]) end.on('error', () => {});
    sockets.push(socket, behind);
    socket.pipe(behind).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    block: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
