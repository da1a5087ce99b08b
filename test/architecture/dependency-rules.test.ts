import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Report {
  readonly summary: { readonly violations: readonly { from: string; to: string; rule: { name: string } }[] };
}

/** Files that break one rule each; those named `allowed-*` break none and must not be reported. */
const PLANTED: readonly (readonly [file: string, rule: string])[] = [
  ['api/grants/by-the-window.ts', 'context-via-front-door'],
  ['api/ledger/takes-infra.ts', 'api-not-infra'],
  ['api/pools/cycle-left.ts', 'no-cycles'],
  ['api/pools/orphan.ts', 'no-orphans'],
  ['cli/takes-domain.ts', 'outsiders-through-client'],
  ['codegen/client/takes-domain.ts', 'codegen-client-stands-alone'],
  ['codegen/client/takes-node.ts', 'codegen-client-stands-alone'],
  ['domain/grants/by-the-window.ts', 'context-via-front-door'],
  ['domain/ledger/reaches-up-inline.ts', 'context-order'],
  ['domain/ledger/reaches-up.ts', 'context-order'],
  ['domain/ledger/takes-files.ts', 'domain-is-pure'],
  ['domain/ledger/takes-framework.ts', 'domain-is-pure'],
  ['examples/gateway/takes-infra.ts', 'outsiders-through-client'],
  ['infra/nats/takes-api.ts', 'infra-not-api'],
  ['infra/postgres/revenue/foreign-schema.ts', 'tables-stay-home'],
];

/** In the folder of planted files the same configuration sees the same layout. */
function violationsIn(folder: string, paths: readonly string[]): readonly string[] {
  const bin = `${ROOT}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const args = [bin, '--config', `${ROOT}.dependency-cruiser.mjs`, '--output-type', 'json', ...paths];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as Report;
  return summary.violations.map(({ from, rule }) => `${from} ${rule.name}`).toSorted();
}

test('every planted violation is reported under its rule, and nothing else is', () => {
  const found = violationsIn(`${ROOT}test/architecture/planted`, [
    'api',
    'cli',
    'codegen',
    'domain',
    'examples',
    'infra',
  ]);
  expect([...new Set(found)]).toEqual(PLANTED.map((planted) => planted.join(' ')));
});
