import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { Spool } from '../../examples/gateway/spool/spool.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { places, SOURCE } from './calls.ts';

const aPlace = places();
const WRITER = fileURLToPath(new URL('spool-writer.ts', import.meta.url));

test('kill -9 in the middle of writing loses no answered call and gives no number twice', async () => {
  const { folder, open } = await aPlace();
  let lastBefore = 0;
  let compared = 0;
  for (let round = 1; round <= 4; round += 1) {
    const answered = await answeredUntilKilled(runProgram(WRITER, [folder, SOURCE]), 150 * round);
    const kept = await takeAll(await open());
    const numbers = [...kept.keys()];
    const last = Number(numbers.at(-1));
    expect(numbers).toEqual(numbers.map((_, at) => last - numbers.length + 1 + at));
    // The instance had answered for all before the first that was kept, so each of them had been written once.
    expect([...answered.keys()].toSorted((a, b) => a - b)[0]).toBe(lastBefore + 1);
    const unsettled = [...answered].filter(([number]) => number >= Number(numbers[0]));
    compared += unsettled.length;
    expect(unsettled).toEqual(unsettled.map(([number]) => [number, kept.get(number)]));
    lastBefore = last;
  }
  // A kill may find all that was answered settled already, but not each time.
  expect(compared).toBeGreaterThan(0);
});

/** What the writer said it answered, by number. It writes on until the kill, which can cut it off anywhere. */
async function answeredUntilKilled(writer: RunningProgram, lines: number): Promise<Map<number, string>> {
  const answered = new Map<number, string>();
  for (let heard = 1; ; heard += 1) {
    const line = await writer.nextLine().catch(() => null);
    if (line === null) break;
    const [sequence = '', id = ''] = line.split(' ');
    if (answered.has(Number(sequence))) throw new Error(`The number ${sequence} was given twice.`);
    answered.set(Number(sequence), id);
    if (heard === lines) writer.kill('SIGKILL');
  }
  await writer.ended;
  return answered;
}

async function takeAll(spool: Spool): Promise<Map<number, string>> {
  const taken = new Map<number, string>();
  for (let events; (events = await spool.next(100)).length > 0;) {
    for (const { sequence, id } of events) taken.set(sequence, id);
    await spool.settle(events.at(-1)?.sequence ?? 0);
  }
  await spool.close();
  return taken;
}
