import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startInstance } from './instance.ts';
import { playLoop, type Outcome, type Size } from './loop.ts';
import type { Stage } from './metering.ts';
import { Terminal } from './terminal.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SIZE: Size = { honest: 8, records: 2_400, hostedQueries: 150, partnerQueries: 100, votingPeriodMs: 2_000 };

const startedAt = Date.now();
const json = process.argv.includes('--json');
const terminal = new Terminal();
const stage = await setStage();
try {
  const outcome = await playLoop(stage, SIZE, terminal);
  if (json) process.stdout.write(`${JSON.stringify(summary(outcome))}\n`);
  else await keepServing(outcome);
  await outcome.metered.gateway.stop();
  process.exitCode = outcome.faults.length === 0 ? 0 : 1;
} catch (error) {
  terminal.say(`\nThe story broke off: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await stage.instance.stop();
  await rm(stage.folder, { recursive: true, force: true });
}
process.exit();

/** A service in a folder that goes when the story is over. */
async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-demo-'));
  // As root, PostgreSQL runs under an account of its own, which must be able to pass through.
  await chmod(folder, 0o711);
  const instance = await startInstance({
    root: ROOT,
    dataFolder: join(folder, 'data'),
    environment: { COMMONPOOL_MIN_PERIOD_MS: '0', COMMONPOOL_MATURITY_MS: '0', COMMONPOOL_INSTANCE: 'commonpool-demo' },
  });
  terminal.say(`Commonpool runs at ${instance.url}, with its data in ${folder}.`);
  return { root: ROOT, folder, instance };
}

async function keepServing(outcome: Outcome): Promise<void> {
  const { url } = stage.instance;
  terminal.say(`\n${outcome.faults.length === 0 ? 'All of it verified.' : 'NOT all of it verified; see above.'}`);
  terminal.say(
    `Commonpool keeps serving at ${url}/graphiql, the model at ${outcome.metered.gateway.url}. Ctrl-C ends it.`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function summary({ members, accepted, rejected, model, metered, books }: Outcome) {
  return {
    members: members.length,
    records: members.reduce((sum, part) => sum + part.records, 0),
    accepted,
    rejected,
    usageAccepted: metered.accepted,
    usagePosted: books.usagePosted,
    paidMicros: books.paidMicros.toString(),
    ownersMicros: books.ownersMicros.toString(),
    builderMicros: books.builderMicros.toString(),
    platformMicros: books.platformMicros.toString(),
    entriesSumMicros: books.entriesSumMicros.toString(),
    capTableMembers: model.shares.filter(({ weight }) => weight > 0n).length,
    seconds: Math.round((Date.now() - startedAt) / 100) / 10,
  };
}
