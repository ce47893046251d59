import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Stryker } from '@stryker-mutator/core';
import preset from '../../jest.preset.ts';
import type { MutationGroup } from './groups.ts';

export interface RunOptions {
  /** Where the mutated copy of the sources is put. Outside of the repository, whose own tests would find it. */
  readonly sandbox: string;
  readonly concurrency: number;
}

export type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

/**
 * Runs the tests of a group against each mutant of its sources, and gives what became of each.
 *
 * @throws {Error} of Stryker, when the tests fail without any mutant
 */
export const runGroup = (group: MutationGroup, { sandbox, concurrency }: RunOptions): Promise<Mutants> =>
  new Stryker({
    mutate: [...group.mutate],
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: { projectType: 'custom', enableFindRelatedTests: false, config: jestConfig(group) },
    coverageAnalysis: 'perTest',
    concurrency,
    // Without the repository's own jest.config.ts and tsconfig.json: the one would win, the other needs a TypeScript with an API.
    ignorePatterns: [
      '**',
      '!packages/*/src/**/*',
      '!packages/*/test/**/*',
      '!packages/*/package.json',
      '!package.json',
    ],
    disableTypeChecks: false,
    tempDirName: sandbox,
    reporters: ['clear-text'],
    clearTextReporter: {
      allowColor: false,
      allowEmojis: false,
      logTests: false,
      reportTests: false,
      reportScoreTable: false,
    },
    thresholds: { high: 100, low: 95, break: null },
    timeoutMS: 10_000,
  }).runMutationTest();

const jestConfig = ({ tests }: MutationGroup) => ({
  ...preset,
  testEnvironment: resolveThrough('jest', '@jest/core', 'jest-config', 'jest-environment-node'),
  testMatch: tests.map((test) => `<rootDir>/${test}`),
  moduleNameMapper: workspaceModules(),
});

/** A dependency of a dependency, which pnpm hides from every other package: Stryker looks for jest's environment from the outside. */
const resolveThrough = (...names: readonly string[]): string =>
  names.reduce((from, name) => createRequire(from).resolve(name), import.meta.url);

/**
 * Our packages by name, as files of the sandbox. The links in node_modules lead to the repository, where nothing is
 * mutated: a mutant seen through them would survive whatever it does.
 */
function workspaceModules(): Record<string, string> {
  const packages = readdirSync('packages').map((folder) => {
    const { name, exports } = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
    return { folder, name, exports: Object.entries<string>(exports ?? {}) };
  });
  return Object.fromEntries(
    packages.flatMap(({ folder, name, exports }) =>
      exports
        .filter(([, file]) => file.startsWith('./src/'))
        .map(([path, file]) => [`^${name}${path.slice(1)}$`, `<rootDir>/packages/${folder}${file.slice(1)}`]),
    ),
  );
}
