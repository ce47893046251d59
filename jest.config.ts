import type { Config } from 'jest';

export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/infra'],
  // All cores: the runner itself has little to do.
  maxWorkers: '100%',
  coverageProvider: 'v8',
  collectCoverageFrom: ['<rootDir>/packages/*/src/**/*.ts'],
} satisfies Config;
