import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance, type Instance } from '../../examples/demo/instance.ts';
import type { Stage } from '../../examples/demo/metering.ts';
import { Terminal } from '../../examples/demo/terminal.ts';

export interface TestStage extends Stage {
  /** `kill -9` of the instance, with the servers it had started; then the same again on the same data and port. */
  killAndRestart(): Promise<void>;
  close(): Promise<void>;
}

/** An instance in a process of its own, as `npm start` runs it, so that it can be killed. */
export async function setTestStage(): Promise<TestStage> {
  const root = process.cwd();
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-stage-'));
  await chmod(folder, 0o711);
  const environment = { PORT: String(await freePort()), COMMONPOOL_MIN_PERIOD_MS: '0', COMMONPOOL_MATURITY_MS: '0' };
  const start = () => startInstance({ root, dataFolder: join(folder, 'data'), environment });
  let instance: Instance = await start();
  return {
    root,
    folder,
    get instance() {
      return instance;
    },
    killAndRestart: async () => {
      await instance.kill();
      instance = await start();
    },
    close: async () => {
      await instance.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Plays without telling. */
export class Silence extends Terminal {
  override say(): void {}
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
