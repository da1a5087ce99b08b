const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.tools/'],
};

/** `rules` needs nothing but Node; `real` runs on PostgreSQL and NATS that its global setup starts on free ports. */
export default {
  maxWorkers: 2,
  // Modules of every file that was run stay in memory: a worker that starts anew is soon faster than one that has four gigabytes.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'rules',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.real\\.test\\.ts$', '/planted/'],
    },
    {
      ...common,
      displayName: 'real',
      testMatch: ['<rootDir>/test/**/*.real.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
