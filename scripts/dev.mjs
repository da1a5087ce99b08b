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
  const compiler = spawn(
    join(ROOT, 'node_modules', '.bin', 'tsc'),
    ['-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  const server = spawn(
    process.execPath,
    ['--watch', '--enable-source-maps', join('dist', 'main.js'), ...process.argv.slice(2)],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  const stop = () => {
    compiler.kill('SIGTERM');
    server.kill('SIGTERM');
  };
  // Ctrl-C reaches the whole group by itself; we only must not end before the server has drained.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', stop);
  compiler.once('exit', stop);
  server.once('exit', stop);
});
