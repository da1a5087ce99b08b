import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BubblewrapRoom } from '../../infra/cleanroom/index.ts';
import { aDataset, aMember, blobPathOf, objectOf, openHouse, type House } from '../vaults/house.ts';
import { LIMITS, linesOf, programOf } from './compiled.ts';

let house: House;
let blob: string;
beforeAll(async () => {
  house = await openHouse();
  const { userId } = await aMember(house);
  blob = blobPathOf(house, objectOf(await aDataset(house, userId, 5)));
});
afterAll(() => house.close());

interface Server {
  readonly name: string;
  readonly target: { readonly host: string; readonly port: number };
}

function servers(): Server[] {
  const [postgres, nats] = [house.database.url, String(process.env['COMMONPOOL_TEST_NATS_URL'])].map(
    (url) => new URL(url),
  );
  return [
    { name: 'PostgreSQL', target: { host: '127.0.0.1', port: Number(postgres?.port) } },
    { name: 'NATS', target: { host: '127.0.0.1', port: Number(nats?.port) } },
  ];
}

async function inside(attempt: string): Promise<unknown> {
  const source = `
    const fs = await import('node:fs');
    const net = await import('node:net');
    const attempt = async () => { ${attempt} };
    const said = await attempt().catch((error) => 'refused: ' + error.code);
    fs.writeSync(1, JSON.stringify(said ?? null));
    process.exit(0);`;
  const room = new BubblewrapRoom(process.cwd());
  const signal = new AbortController().signal;
  const printed = await room.run({ algorithm: programOf(source), corpus: linesOf(), limits: LIMITS, signal });
  return JSON.parse(printed.toString()) as unknown;
}

test('the real PostgreSQL and the real NATS answer outside, and cannot be reached from the room', async () => {
  for (const { target } of servers()) {
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opened = connect(target, () => resolve(opened)).on('error', reject);
    });
    socket.destroy();
    const inRoom = `return await new Promise((resolve, reject) =>
      net.connect(${JSON.stringify(target)}, () => resolve('connected')).on('error', reject))`;
    expect(await inside(inRoom)).toBe('refused: EPERM');
  }
});

test('the real root key and a real sealed blob lie outside, and do not exist in the room', async () => {
  for (const path of [join(house.folder, 'root.key'), blob]) {
    expect((await stat(path)).size).toBeGreaterThan(0);
    expect(await inside(`return fs.readFileSync(${JSON.stringify(path)}, 'latin1')`)).toBe('refused: ENOENT');
  }
});
