import type { Config } from 'jest';

export default {
  projects: ['<rootDir>/packages/*', '<rootDir>/infra'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['<rootDir>/packages/*/src/**/*.ts'],
} satisfies Config;
