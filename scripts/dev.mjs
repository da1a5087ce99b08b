import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { serversAreNeeded } from './run.mjs';
import { setup } from './setup.mjs';
import { orExplain, ROOT } from './terminal.mjs';

/** Compiles on every change and starts anew; ends when either of the two ends. */
await orExplain(() => {
  setup({ needServers: serversAreNeeded() });
  compile();
  const server = spawn(
    process.execPath,
    ['--watch', '--enable-source-maps', join('dist', 'main.js'), ...process.argv.slice(2)],
    { cwd: ROOT, stdio: 'inherit' },
  );
  // A group of its own: tsc starts the real compiler as a child, which a signal to tsc alone would leave behind.
  const compiler = spawn(
    join(ROOT, 'node_modules', '.bin', 'tsc'),
    ['-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  );
  compiler.once('exit', () => server.kill('SIGTERM'));
  server.once('exit', () => stopGroup(compiler));
  // Ctrl-C reaches the server by itself; we only must not end before it has drained.
  process.on('SIGINT', () => stopGroup(compiler));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => stopGroup(compiler));
});

function stopGroup(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
