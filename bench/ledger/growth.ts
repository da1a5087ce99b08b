import type { Id } from '../../domain/shared/index.ts';
import { openInProcess, sum } from './in-process.ts';
import type { Market } from './market.ts';
import { measureBytes, bytesIn } from './sizes.ts';

const CUSTOMERS = 1_000;
const VERSIONS = 20;
const STEP = 10_000;

/** Whether posting slows down as the books grow: the last twentieth of all events beside the first. */
export async function measureGrowth(market: Market, events: number) {
  const [builder] = await market.accounts(1);
  const versions: Id[] = [];
  for (let i = 0; i < VERSIONS; i += 1) versions.push((await market.publish(100, builder as Id)).id);
  const poster = await openInProcess(market, CUSTOMERS);
  await poster.post(await poster.record(versions, STEP));
  const before = await bytesIn(market.site.databaseUrl);
  const times: number[] = [];
  for (let done = 0; done < events; done += STEP) {
    times.push(...(await poster.post(await poster.record(versions, STEP))));
    if (done % (STEP * 20) === 0) process.stderr.write(`${done} of ${events} events\n`);
  }
  const part = Math.ceil(times.length / 20);
  const [first, last] = [sum(times.slice(0, part)), sum(times.slice(-part))];
  await market.assertAllPosted();
  return {
    growthEvents: events,
    afterTwoMillionRatio: Math.round((first / last) * 1_000) / 1_000,
    postingAtFirstPerSecond: Math.round((part * 1_000_000) / first),
    postingAtLastPerSecond: Math.round((part * 1_000_000) / last),
    ...grown(await measureBytes(market.site.databaseUrl, before, events)),
  };
}

function grown({ bytesPerEvent, totalBytesPerEvent }: { bytesPerEvent: number; totalBytesPerEvent: number }) {
  return { grownBytesPerEvent: bytesPerEvent, grownTotalBytesPerEvent: totalBytesPerEvent };
}
