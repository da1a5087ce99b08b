import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startInstance } from '../examples/demo/instance.ts';
import { startEmbeddedNats, startEmbeddedPostgres } from '../infra/embedded/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REPEATS = 5;

/** How long a start takes until the service answers, beside the same two servers started alone in the same run. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-bench-'));
  // As root, PostgreSQL runs under an account of its own, which must be able to pass through.
  await chmod(folder, 0o711);
  const dataFolder = join(folder, 'data');
  try {
    const first = await timed(() => startInstance({ root: ROOT, dataFolder }));
    await first.value.stop();
    const later = await medianOf(async () => {
      const { ms, value } = await timed(() => startInstance({ root: ROOT, dataFolder }));
      await value.stop();
      return ms;
    });
    const killed = await startInstance({ root: ROOT, dataFolder });
    await killed.kill();
    const afterKill = await timed(() => startInstance({ root: ROOT, dataFolder }));
    await afterKill.value.stop();
    const servers = await medianOf(() => serversAlone(join(folder, 'servers')));
    report({
      firstStartMs: first.ms,
      laterStartMs: later,
      afterKillMs: afterKill.ms,
      serversAloneMs: servers,
      laterToServersRatio: Math.round((later / servers) * 10) / 10,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function serversAlone(folder: string): Promise<number> {
  const { ms, value } = await timed(() =>
    Promise.all([
      startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: true }),
      startEmbeddedNats({ dataFolder: join(folder, 'nats'), durable: true }),
    ]),
  );
  for (const server of value) await server.stop();
  return ms;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - startedAt), value };
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i += 1) times.push(await measure());
  return times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] as number;
}

function report(result: Readonly<Record<string, number>>): void {
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const [name, value] of Object.entries(result)) process.stdout.write(`${name.padEnd(22)} ${value}\n`);
}

await main();
