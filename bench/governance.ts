import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { castAll, percentile, signedBallots } from './governance/ballots.ts';
import { Electorate } from './governance/electorate.ts';
import { measureRecount } from './governance/recounts.ts';
import { Subscribers } from './governance/subscribers.ts';
import { killProcesses, startProcess, type ServiceProcess } from './ledger/processes.ts';
import { startServers, type Servers } from './ledger/servers.ts';
import { openSite, type Site } from './ledger/site.ts';

const FULL = {
  members: 140_000,
  voters: 4_000,
  rounds: 4,
  connections: 128,
  recount: 1_000_000,
  signed: 40_000,
  followers: 2_000,
  changes: 40,
};
const QUICK = {
  members: 10_000,
  voters: 400,
  rounds: 2,
  connections: 128,
  recount: 50_000,
  signed: 4_000,
  followers: 200,
  changes: 8,
};

type Scale = typeof FULL;
type Numbers = Record<string, number>;

/** Publishing, voting, following and counting again, on one server, in one run that stops by itself. */
async function main(): Promise<void> {
  const args = new Set(process.argv.slice(2));
  const unknown = [...args].find((arg) => arg !== '--json' && arg !== '--quick');
  if (unknown) throw new Error(`Usage: npm run bench:governance -- [--quick] [--json]; ${unknown} is none of them.`);
  const scale = args.has('--quick') ? QUICK : FULL;
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-bench-'));
  // As root, PostgreSQL runs under an account of its own, which must be able to pass through.
  await chmod(folder, 0o711);
  try {
    const servers = await startServers(folder, false);
    try {
      const numbers = await measure(servers, folder, scale);
      for (const [name, value] of Object.entries(numbers)) {
        process.stdout.write(`${name.padEnd(24)} ${value.toLocaleString('en').padStart(12)}\n`);
      }
      if (args.has('--json')) process.stdout.write(`${JSON.stringify(numbers)}\n`);
    } finally {
      await killProcesses();
      await servers.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(servers: Servers, folder: string, scale: Scale): Promise<Numbers> {
  const numbers: Numbers = {};
  const add = (more: Numbers) => {
    Object.assign(numbers, more);
    for (const [name, value] of Object.entries(more)) process.stderr.write(`${name} ${value}\n`);
  };
  add({ recountSeconds: rounded(await measureRecount(folder, scale.members, scale.recount, 0)) });
  const signedSeconds = await measureRecount(folder, scale.signed / 2, scale.signed, scale.signed / 2);
  add({ signaturesPerSecond: Math.round(scale.signed / signedSeconds) });
  const more = { COMMONPOOL_COUNT_UNPROVED: 'true', COMMONPOOL_MIN_PERIOD_MS: '0' };
  const site = await openSite(servers, folder, 'governance', more);
  try {
    add(await measureVote(site, scale));
  } finally {
    await site.close();
  }
  return numbers;
}

async function measureVote(site: Site, scale: Scale): Promise<Numbers> {
  const electorate = new Electorate(site);
  await electorate.open(scale.members);
  const voters = await electorate.voters(scale.voters);
  await electorate.publish();
  const begun = performance.now();
  const proposal = await electorate.publish();
  const publishSeconds = rounded((performance.now() - begun) / 1_000);
  const service = await startProcess(site, 'api,worker');
  try {
    const { instance } = site.ground.config;
    const warmUp = signedBallots(voters.slice(0, 200), proposal, instance, 1);
    await castAll(service.url, warmUp, scale.connections);
    await electorate.told();
    const rounds = Array.from({ length: scale.rounds }, (_, i) =>
      signedBallots(voters, proposal, instance, i + 2),
    ).flat();
    const started = performance.now();
    const waitsMs = await castAll(service.url, rounds, scale.connections);
    const seconds = (performance.now() - started) / 1_000;
    const cast = { ballotsPerSecond: Math.round(rounds.length / seconds), ballotP99Ms: percentile(waitsMs, 99) };
    return { publishSeconds, ...cast, ...(await measureFollowers(site, service, electorate, voters, scale)) };
  } finally {
    await service.stop();
  }
}

/** Some ballots a second, while so many follow: until every one of them has heard of each change. */
async function measureFollowers(
  site: Site,
  service: ServiceProcess,
  electorate: Electorate,
  voters: Awaited<ReturnType<Electorate['voters']>>,
  { followers, changes }: Scale,
): Promise<Numbers> {
  const proposal = await electorate.publish();
  await electorate.told();
  const subscribers = new Subscribers();
  await subscribers.open(service.url, voters, proposal, followers);
  const before = residentMegabytes(service);
  const ballots = signedBallots(voters.slice(0, changes), proposal, site.ground.config.instance, 1);
  for (const [i, ballot] of ballots.entries()) {
    subscribers.expect(i + 1);
    await castAll(service.url, [ballot], 1);
    await sleep(500);
  }
  for (let waits = 0; subscribers.pending > 0 && waits < 100; waits += 1) await sleep(100);
  if (subscribers.pending > 0) throw new Error('Some subscribers did not hear of every change.');
  const grown = residentMegabytes(service) - before;
  const tallyP99Ms = subscribers.p99Ms();
  subscribers.close();
  return { subscribers: followers, tallyP99Ms, followingMegabytes: before, grownMegabytes: grown };
}

function residentMegabytes({ process: { pid } }: ServiceProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

// Whoever reads the report may have gone; the folder is removed all the same.
process.stdout.on('error', () => {});
await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
