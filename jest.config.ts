import type { Config } from 'jest';

export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/infra'],
  // All cores: the runner itself has little to do.
  maxWorkers: '100%',
  // Ends what hangs. Far beyond what any test takes on a busy machine: no test fails because it waits for its turn.
  testTimeout: 300_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['<rootDir>/packages/*/src/**/*.ts'],
} satisfies Config;
