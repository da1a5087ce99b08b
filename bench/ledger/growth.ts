import type { Id } from '../../domain/shared/index.ts';
import { postgresMicros } from './cpu.ts';
import { median, openInProcess } from './in-process.ts';
import type { Market } from './market.ts';
import { measureBytes, bytesIn } from './sizes.ts';

const CUSTOMERS = 1_000;
const VERSIONS = 20;
const STEP = 10_000;

/**
 * Whether posting slows down as the books grow: the last twentieth of all events beside the first. Medians of batches, since
 * in the minutes between the two a machine may be busy with other work; and processor time, which other work hardly touches.
 */
export async function measureGrowth(market: Market, events: number) {
  const [builder] = await market.accounts(1);
  const versions: Id[] = [];
  for (let i = 0; i < VERSIONS; i += 1) versions.push((await market.publish(100, builder as Id)).id);
  const poster = await openInProcess(market, CUSTOMERS);
  const { databaseUrl } = market.site;
  await poster.post(await poster.record(versions, STEP));
  const before = await bytesIn(databaseUrl);
  const steps: Step[] = [];
  for (let done = 0; done < events; done += STEP) {
    const ids = await poster.record(versions, STEP);
    const spentBefore = await postgresMicros(databaseUrl);
    const times = await poster.post(ids);
    const spent = ((await postgresMicros(databaseUrl)) ?? Number.NaN) - (spentBefore ?? Number.NaN);
    steps.push({ batchMs: median(times), cpuMicros: spent / STEP });
    if (done % (STEP * 20) === 0) process.stderr.write(`${done} of ${events} events\n`);
  }
  const part = Math.ceil(steps.length / 20);
  const [first, last] = [typical(steps.slice(0, part)), typical(steps.slice(-part))];
  await market.assertAllPosted();
  return {
    growthEvents: events,
    afterTwoMillionRatio: Math.round((first.batchMs * 1_000) / last.batchMs) / 1_000,
    postingAtFirstPerSecond: Math.round(1_000_000 / first.batchMs),
    postingAtLastPerSecond: Math.round(1_000_000 / last.batchMs),
    postgresCpuMicrosAtFirst: orNull(first.cpuMicros),
    postgresCpuMicrosAtLast: orNull(last.cpuMicros),
    ...grown(await measureBytes(databaseUrl, before, events)),
  };
}

interface Step {
  readonly batchMs: number;
  readonly cpuMicros: number;
}

function typical(steps: readonly Step[]): Step {
  return {
    batchMs: median(steps.map((step) => step.batchMs)),
    cpuMicros: median(steps.map((step) => step.cpuMicros)),
  };
}

function orNull(micros: number): number | null {
  return Number.isNaN(micros) ? null : Math.round(micros * 10) / 10;
}

function grown({ bytesPerEvent, totalBytesPerEvent }: { bytesPerEvent: number; totalBytesPerEvent: number }) {
  return { grownBytesPerEvent: bytesPerEvent, grownTotalBytesPerEvent: totalBytesPerEvent };
}
