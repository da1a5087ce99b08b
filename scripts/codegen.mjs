import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOADER = join(ROOT, 'test', 'support', 'typescript-loader.mjs');
const SCHEMA = 'codegen/schema.graphql';
const GENERATED = 'codegen/generated';

/** `node scripts/codegen.mjs` writes the contract and the typed client; `--check` only says what would change. */
async function main() {
  process.chdir(ROOT);
  const check = process.argv.includes('--check');
  const schema = printedSchema();
  const drifted = check && read(SCHEMA) !== schema ? [SCHEMA] : [];
  if (!check) writeFileSync(SCHEMA, schema);
  const files = await generated();
  if (check) drifted.push(...differences(files));
  else write(files);
  if (drifted.length === 0) return;
  console.error(
    `The API and its contract differ: ${drifted.join(', ')}.\nRun \`npm run codegen\` and commit the result.`,
  );
  process.exitCode = 1;
}

/** From the sources, so that a stale build cannot hide a change. */
function printedSchema() {
  const args = ['--import', LOADER, 'codegen/print-schema.ts'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status === 0) return stdout;
  console.error(`The schema does not build.\n${stderr}`);
  process.exit(1);
}

async function generated() {
  const { generate, loadCodegenConfig } = await import('@graphql-codegen/cli');
  const { config } = await loadCodegenConfig({ configFilePath: 'codegen/config.ts' });
  const files = await generate({ ...config, silent: true, errorsOnly: true }, false);
  return files.map(({ filename, content }) => ({ path: relative(ROOT, join(ROOT, filename)), content }));
}

function differences(files) {
  const expected = new Set(files.map(({ path }) => path));
  const stale = readdirSync(GENERATED).map((name) => `${GENERATED}/${name}`);
  return [
    ...files.filter(({ path, content }) => read(path) !== content).map(({ path }) => path),
    ...stale.filter((path) => !expected.has(path)),
  ];
}

function write(files) {
  rmSync(GENERATED, { recursive: true, force: true });
  for (const { path, content } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

await main();
