import { fileURLToPath } from 'node:url';
import type { Config } from 'jest';

/** What every package's jest.config.ts starts from: native ESM, TypeScript through swc. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
} satisfies Config;

const script = (name: string): string => fileURLToPath(new URL(`scripts/testing/${name}.ts`, import.meta.url));

/** For packages whose tests share what is expensive to make, see `scripts/testing/made-once.ts`. */
export const runDirectoryHooks = {
  globalSetup: script('create-run-directory'),
  globalTeardown: script('remove-run-directory'),
} satisfies Config;
