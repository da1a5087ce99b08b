import { cpuPerEvent, postgresMicros } from './cpu.ts';
import type { Gateways } from './gateways.ts';
import { measureLatency } from './latency.ts';
import type { Market } from './market.ts';
import type { Options } from './options.ts';
import { keepStatements } from './profile.ts';
import { startProcess, type ServiceProcess } from './processes.ts';
import { perSecond, watchPosted } from './progress.ts';
import { query } from './query.ts';

const BATCH = 1_000;
const WARM_UP = 8_000;

/** Through the real processes: from signed requests to posted calls, and how long one call takes at half that load. */
export async function measureService(market: Market, gateways: Gateways, options: Options) {
  const { scale, stages, profile } = options;
  const roles = options.processes === 'one' ? (['api,worker'] as const) : (['api', 'worker'] as const);
  const processes: ServiceProcess[] = [];
  try {
    for (const role of roles) processes.push(await startProcess(market.site, role, profile));
    const [api, worker] = processes as [ServiceProcess, ServiceProcess?];
    const { url } = api;
    await postAll(market, gateways, url, WARM_UP);
    await keepStatements(market.site.databaseUrl, profile, 'warm-up');
    const spent = await cpuPerEvent({
      [worker ? 'apiCpuMicros' : 'serviceCpuMicros']: () => api.cpuMicros(),
      ...(worker && { workerCpuMicros: () => worker.cpuMicros() }),
      postgresCpuMicros: () => postgresMicros(market.site.databaseUrl),
      natsCpuMicros: () => market.site.natsMicros(),
    });
    const rates = await postAll(market, gateways, url, scale.events);
    const cpu = await spent(scale.events);
    await keepStatements(market.site.databaseUrl, profile, 'posted');
    const half = { url, perSecond: rates.postedPerSecond / 2, seconds: scale.latencySeconds };
    const waits = stages.has('latency') ? await measureLatency(market, gateways, half) : {};
    await market.assertAllPosted();
    return {
      ...rates,
      ...cpu,
      ...waits,
      [worker ? 'apiMegabytes' : 'serviceMegabytes']: api.peakMegabytes(),
      ...(worker && { workerMegabytes: worker.peakMegabytes() }),
    };
  } finally {
    await Promise.all(processes.map((process) => process.stop()));
  }
}

/** Accepts calls while no worker runs; they wait in the inbox and in the stream. */
export async function measureIntake(market: Market, gateways: Gateways, { scale, profile }: Options) {
  const { databaseUrl } = market.site;
  const api = await startProcess(market.site, 'api', profile);
  try {
    await (await gateways.load({ url: api.url, events: WARM_UP, eventsPerDelivery: BATCH })).send();
    const load = await gateways.load({ url: api.url, events: scale.events, eventsPerDelivery: BATCH });
    await keepStatements(databaseUrl, profile, 'warm-up');
    await query(databaseUrl, 'CHECKPOINT');
    const spent = await cpuPerEvent({
      intakeApiCpuMicros: () => api.cpuMicros(),
      intakePostgresCpuMicros: () => postgresMicros(databaseUrl),
    });
    const { answers } = await load.send();
    const cpu = await spent(scale.events);
    await keepStatements(databaseUrl, profile, 'intake');
    return { intakePerSecond: perSecond(scale.events, firstSent(answers), lastAnswered(answers)), ...cpu };
  } finally {
    await api.stop();
  }
}

/**
 * How fast one worker clears what waits, from its first batch to its last. What the stages before left to do in the
 * background is done first: it is theirs. An hour's worth of invoices to add up would else be timed with a few seconds' calls.
 */
export async function measureWorker(market: Market, { scale, profile }: Options) {
  const { databaseUrl } = market.site;
  const before = await market.posted();
  await market.tallyAll();
  await query(databaseUrl, 'CHECKPOINT');
  const watching = watchPosted(() => market.posted(), before + scale.events + WARM_UP, 10);
  const worker = await startProcess(market.site, 'worker', profile);
  try {
    const seen = (await watching).slice(1);
    const [first, last] = [seen[0]!, seen.at(-1)!];
    await keepStatements(databaseUrl, profile, 'worker');
    await market.assertAllPosted();
    return { workerPerSecond: perSecond(last.posted - first.posted, first.at, last.at) };
  } finally {
    await worker.stop();
  }
}

async function postAll(market: Market, gateways: Gateways, url: string, events: number) {
  const load = await gateways.load({ url, events, eventsPerDelivery: BATCH });
  await query(market.site.databaseUrl, 'CHECKPOINT');
  const before = await market.posted();
  const watching = watchPosted(() => market.posted(), before + events, 25);
  const { answers, cpuMicros } = await load.send();
  const seen = await watching;
  return {
    postedPerSecond: perSecond(events, firstSent(answers), seen.at(-1)!.at),
    acceptedWhilePostingPerSecond: perSecond(events, firstSent(answers), lastAnswered(answers)),
    generatorCpuMicros: Math.round((cpuMicros * 10) / events) / 10,
  };
}

function firstSent(answers: readonly { readonly sentAt: number }[]): number {
  return Math.min(...answers.map((answer) => answer.sentAt));
}

function lastAnswered(answers: readonly { readonly answeredAt: number }[]): number {
  return Math.max(...answers.map((answer) => answer.answeredAt));
}
