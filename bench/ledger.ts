import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateways } from './ledger/gateways.ts';
import { Market } from './ledger/market.ts';
import { measureGrowth } from './ledger/growth.ts';
import { measureNaive } from './ledger/naive.ts';
import { readOptions, type Options } from './ledger/options.ts';
import { measureOwners } from './ledger/owners.ts';
import { printReport, type Numbers } from './ledger/report.ts';
import { killProcesses } from './ledger/processes.ts';
import { startServers, type Servers } from './ledger/servers.ts';
import { measureIntake, measureService, measureWorker } from './ledger/service.ts';
import { openSite } from './ledger/site.ts';
import { bytesIn, measureBytes } from './ledger/sizes.ts';
import { measureTpcb } from './ledger/tpcb.ts';

/** The money path beside two yardsticks on the same server, in one run that stops by itself and leaves nothing behind. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-bench-'));
  // As root, PostgreSQL runs under an account of its own, which must be able to pass through.
  await chmod(folder, 0o711);
  try {
    const servers = await startServers(folder, options.profile !== null);
    try {
      printReport(await Promise.race([measure(servers, folder, options), interrupted()]), options.json);
    } finally {
      await killProcesses();
      await servers.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rejects at a signal, so that a run that is cut short tidies up as well. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
    }
  });
}

async function measure(servers: Servers, folder: string, options: Options): Promise<Numbers> {
  const { stages, scale } = options;
  const numbers: Numbers = {};
  const add = (more: Numbers): void => {
    Object.assign(numbers, more);
    for (const [name, value] of Object.entries(more)) process.stderr.write(`${name} ${value}\n`);
  };
  const onSite = async (name: string, work: (market: Market) => Promise<void>): Promise<void> => {
    const site = await openSite(servers, folder, name);
    try {
      await work(new Market(site));
    } finally {
      await site.close();
    }
  };
  if (stages.has('tpcb')) add(await measureTpcb(await servers.database('tpcb'), scale.tpcbScale, scale.secondsPerRun));
  const naive = stages.has('naive') ? await measureNaive(await servers.database('naive'), scale.secondsPerRun) : null;
  if (naive) add(naive.numbers);
  if (stages.has('posted') || stages.has('intake')) {
    await onSite('service', async (market) => {
      const gateways = await Gateways.open(market);
      const before = await bytesIn(market.site.databaseUrl);
      if (stages.has('posted')) add(await measureService(market, gateways, options));
      if (stages.has('posted') && naive) add(await naive.again());
      if (stages.has('intake')) add(await measureIntake(market, gateways, options));
      if (stages.has('worker')) add(await measureWorker(market, options));
      const posted = await market.posted();
      if (posted > 0) add(await measureBytes(market.site.databaseUrl, before, posted));
    });
  }
  // By its name a database in which the clock may be shifted, so that a version can be closed.
  if (stages.has('owners')) await onSite('test_owners', async (market) => add(await measureOwners(market, scale)));
  if (stages.has('growth'))
    await onSite('growth', async (market) => add(await measureGrowth(market, scale.growthEvents)));
  return numbers;
}

// Whoever reads the report may have gone; the folder is removed all the same.
process.stdout.on('error', () => {});
await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
