import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { compile } from './compile.mjs';
import { setup } from './setup.mjs';
import { ROOT, SetupFault } from './terminal.mjs';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Every check of `npm test`, cheapest first. Each stops the run when it fails. */
const steps = {
  setup: () => setup(),
  types: () => compile(),
  'lint and format': () => runScript('lint'),
  'dependency rules': () => runScript('deps'),
  'schema and client drift': () => runScript('drift'),
};

function main() {
  for (const [name, work] of Object.entries(steps)) {
    const start = performance.now();
    try {
      work();
    } catch (error) {
      console.error(error instanceof SetupFault ? error.message : error);
      console.log(`FAILED at: ${name}. The steps after it were not run.`);
      return { passed: 0, failed: 1 };
    }
    console.log(`ok  ${name} (${seconds(start)})`);
  }
  return runJest(process.argv.slice(2));
}

/** The commands are those of package.json, so that `npm run lint` and this step cannot differ. */
function runScript(name) {
  const done = shell(scripts[name], 'pipe');
  if (done.status === 0) return;
  throw new SetupFault(`${done.stdout}${done.stderr}\nnpm run ${name} failed.`);
}

function runJest(args) {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'commonpool-jest-'));
  const report = join(folder, 'report.json');
  try {
    const words = ['--ci', '--json', `--outputFile=${report}`, ...args].map(quote);
    const done = shell(`${scripts.jest} ${words.join(' ')}`, ['ignore', 'ignore', 'inherit']);
    const { passed, failed } = counts(report);
    console.log(`${done.status === 0 ? 'ok ' : 'FAILED'} tests (${seconds(start)})`);
    // Jest may also fail beside the tests, as in a tear-down; that must not look green.
    return { passed, failed: done.status === 0 ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that cannot even be loaded has no failed test to count, so it counts itself. */
function counts(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

function shell(command, stdio) {
  const PATH = `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  return spawnSync('/bin/sh', ['-c', command], {
    cwd: ROOT,
    env: { ...process.env, PATH },
    stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

const { passed, failed } = main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
