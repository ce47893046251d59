import type { Config } from 'jest';

export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/infra'],
  // All cores: the runner itself has little to do.
  maxWorkers: '100%',
  // Real threads and processes on a busy machine: what hangs still fails, what waits for its turn does not.
  testTimeout: 30_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['<rootDir>/packages/*/src/**/*.ts'],
} satisfies Config;
