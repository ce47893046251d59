import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type SelectedTests, selectTests } from './testing/select-tests.ts';

// Runs the tests of packages and paths, or all: `pnpm test [package or path]... [option of jest]...`. Builds what is
// deployed first, if one of them uses it.

const root = fileURLToPath(new URL('..', import.meta.url));
const { needsBuild, jestArguments } = selected(process.argv.slice(2));
if (needsBuild) await import('./build.ts');

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(process.execPath, [...flags, jest, ...jestArguments], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);

function selected(words: readonly string[]): SelectedTests {
  try {
    return selectTests(root, words);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
