import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync('.swcrc', 'utf8'));
delete swc.jsc.rewriteRelativeImportExtensions; // jest loads the sources: keep `.ts`

export default {
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  // Needs a Redis of the machine: `npm run test:redis`.
  testPathIgnorePatterns: process.env.WITH_REDIS ? [] : ['<rootDir>/test/redis/'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFiles: ['<rootDir>/test/support/preload.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  workerIdleMemoryLimit: '700MB',
  maxWorkers: 2,
  testTimeout: 30_000,
};
