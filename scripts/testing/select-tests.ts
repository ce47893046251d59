import { existsSync, readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';

/** Tests that use what `pnpm build` makes: bundled handlers, the authorizer's prebuilt files. All others run without it. */
const usesBuild = ['infra/test/e2e', 'packages/cli/test/e2e', 'packages/cdk/test/unit/authorizer-asset.test.ts'];

export interface SelectedTests {
  readonly needsBuild: boolean;
  readonly jestArguments: readonly string[];
}

/**
 * Reads `[package or path]... [option of jest]...`: words name packages or paths up to the first option, from there on
 * everything is jest's. No word means all tests.
 *
 * @throws {Error} for a word that is no package and no existing path inside one
 */
export function selectTests(root: string, words: readonly string[]): SelectedTests {
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const named = firstOption === -1 ? words : words.slice(0, firstOption);
  const options = words.slice(named.length);
  if (named.length === 0) return { needsBuild: true, jestArguments: options };

  const projects = testProjects(root);
  const paths = named.map((word) => pathOf(word, root, projects));
  const chosen = projects.filter((project) => paths.some((path) => contains(project.path, path)));
  return {
    needsBuild: usesBuild.some((one) => paths.some((path) => contains(path, one) || contains(one, path))),
    jestArguments: [
      ...['--selectProjects', ...chosen.map(({ name }) => name)],
      ...['--testPathPatterns', ...paths.map((path) => `/${path}(/|$)`)],
      ...options,
    ],
  };
}

interface TestProject {
  /** Jest's display name, and the name of the folder. */
  readonly name: string;
  readonly path: string;
}

const testProjects = (root: string): readonly TestProject[] => [
  ...readdirSync(resolve(root, 'packages')).map((name) => ({ name, path: `packages/${name}` })),
  { name: 'infra', path: 'infra' },
];

/** The path from the root that a word of the command line names. */
function pathOf(word: string, root: string, projects: readonly TestProject[]): string {
  const project = projects.find(({ name }) => name === word);
  if (project !== undefined) return project.path;
  const path = relative(root, resolve(root, word));
  if (projects.some((one) => contains(one.path, path)) && existsSync(resolve(root, path))) return path;
  const names = projects.map(({ name }) => name).join(', ');
  throw new Error(
    `There are no tests at "${word}". Allowed: a package (${names}), or an existing path in one, as packages/contract/test/unit.`,
  );
}

const contains = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);
