#!/usr/bin/env -S node --max-semi-space-size=64
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(program))) {
  await import(program.href);
} else {
  process.stderr.write('The commonpool command is not built yet. Run `npm run build` in its folder first.\n');
  process.exitCode = 2;
}
