import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SelectedTests, selectTests } from './testing/select-tests.ts';

// Runs the tests of packages and paths, or all: `pnpm test [package or path]... [option of jest]...`. Builds what is
// deployed first, if one of them uses it.

const root = fileURLToPath(new URL('..', import.meta.url));
const { needsBuild, jestArguments } = selected(process.argv.slice(2));
if (needsBuild) await import('./build.ts');

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
// Commands that the tests start, and the jest processes themselves, compile each module once.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'), ...process.env };
const { status } = spawnSync(process.execPath, [...flags, jest, ...jestArguments], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exit(status ?? 1);

function selected(words: readonly string[]): SelectedTests {
  try {
    return selectTests(root, words);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
