import type { Gateways } from './gateways.ts';
import { latencies } from './latency.ts';
import type { Market } from './market.ts';
import type { Options } from './options.ts';
import { keepStatements } from './profile.ts';
import { startProcess, type ServiceProcess } from './processes.ts';
import { watchPosted } from './progress.ts';
import { query } from './servers.ts';

const BATCH = 1_000;
const LATENCY_BATCH = 100;
const WARM_UP = 8_000;

/** Through the real processes: from signed requests to posted calls, and how long one call takes at half that load. */
export async function measureService(market: Market, gateways: Gateways, options: Options) {
  const { scale, stages, profile } = options;
  const roles = options.processes === 'one' ? (['api,worker'] as const) : (['api', 'worker'] as const);
  const processes: ServiceProcess[] = [];
  try {
    for (const role of roles) processes.push(await startProcess(market.site, role, profile));
    const [{ url }] = processes as [ServiceProcess, ...ServiceProcess[]];
    await postAll(market, gateways, { url, events: WARM_UP });
    await keepStatements(market.site.databaseUrl, profile, 'warm-up');
    const { perSecond: postedPerSecond, intakePerSecond } = await postAll(market, gateways, {
      url,
      events: scale.events,
    });
    await keepStatements(market.site.databaseUrl, profile, 'posted');
    const result = { postedPerSecond, intakeBesideWorkerPerSecond: intakePerSecond };
    const waits = stages.has('latency')
      ? await measureLatency(market, gateways, { url, perSecond: postedPerSecond / 2, seconds: scale.latencySeconds })
      : {};
    const [first, second] = processes.map((process) => process.peakMegabytes());
    const memory =
      second === undefined ? { serviceMegabytes: first } : { apiMegabytes: first, workerMegabytes: second };
    await market.assertAllPosted();
    return { ...result, ...waits, ...memory };
  } finally {
    for (const process of processes) await process.stop();
  }
}

/** Calls that were accepted while no worker ran; then how fast one clears them, from its first batch to its last. */
export async function measureWorker(market: Market, gateways: Gateways, { scale, profile }: Options) {
  const before = await market.posted();
  const api = await startProcess(market.site, 'api', profile);
  let intakePerSecond: number;
  try {
    await (await gateways.load({ url: api.url, events: WARM_UP, eventsPerDelivery: BATCH })).send();
    const load = await gateways.load({ url: api.url, events: scale.events, eventsPerDelivery: BATCH });
    await keepStatements(market.site.databaseUrl, profile, 'warm-up');
    await query(market.site.databaseUrl, 'CHECKPOINT');
    const answers = await load.send();
    await keepStatements(market.site.databaseUrl, profile, 'intake');
    intakePerSecond = rate(scale.events, answers[0]!.sentAt, Math.max(...answers.map((answer) => answer.answeredAt)));
  } finally {
    await api.stop();
  }
  await query(market.site.databaseUrl, 'CHECKPOINT');
  const watching = watchPosted(() => market.posted(), before + scale.events + WARM_UP, 10);
  const worker = await startProcess(market.site, 'worker', profile);
  try {
    const seen = (await watching).slice(1);
    const [first, last] = [seen[0]!, seen.at(-1)!];
    await keepStatements(market.site.databaseUrl, profile, 'worker');
    await market.assertAllPosted();
    return { intakePerSecond, workerPerSecond: rate(last.posted - first.posted, first.at, last.at) };
  } finally {
    await worker.stop();
  }
}

async function postAll(market: Market, gateways: Gateways, { url, events }: { url: string; events: number }) {
  const load = await gateways.load({ url, events, eventsPerDelivery: BATCH });
  await query(market.site.databaseUrl, 'CHECKPOINT');
  const before = await market.posted();
  const watching = watchPosted(() => market.posted(), before + events, 25);
  const answers = await load.send();
  const startedAt = Math.min(...answers.map((answer) => answer.sentAt));
  const answeredAt = Math.max(...answers.map((answer) => answer.answeredAt));
  const seen = await watching;
  return {
    perSecond: rate(events, startedAt, seen.at(-1)!.at),
    intakePerSecond: rate(events, startedAt, answeredAt),
  };
}

async function measureLatency(
  market: Market,
  gateways: Gateways,
  { url, perSecond, seconds }: { url: string; perSecond: number; seconds: number },
) {
  const deliveriesPerSecond = perSecond / LATENCY_BATCH;
  const deliveries = 4 * Math.ceil((deliveriesPerSecond * seconds) / 4);
  const events = deliveries * LATENCY_BATCH;
  const load = await gateways.load({ url, events, eventsPerDelivery: LATENCY_BATCH, deliveriesPerSecond });
  const before = await market.posted();
  const watching = watchPosted(() => market.posted(), before + events, 4);
  const [answers, seen] = [await load.send(), await watching];
  const { p50, p99 } = latencies(answers, seen);
  return { halfLoadPerSecond: Math.round(perSecond), p50Ms: p50, p99Ms: p99 };
}

function rate(events: number, from: number, to: number): number {
  return Math.round((events * 1_000) / (to - from));
}
