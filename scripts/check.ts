import { spawnSync } from 'node:child_process';

// Everything that is checked without running the code. All of it runs, then the first failure counts.

const checks = {
  'format and lint': 'biome ci .',
  types: 'tsc --noEmit -p .',
  'unused code and dependencies': 'knip',
  'who imports whom (swc parses the sources, whatever it says about TypeScript)':
    'depcruise packages/*/src packages/local/test packages/local/bench --config scripts/import-law.mjs',
};

const failed = Object.entries(checks).filter(([name, command]) => {
  console.error(`\n${name}: ${command}`);
  return spawnSync(command, { stdio: 'inherit', shell: true }).status !== 0;
});
if (failed.length > 0) console.error(`\nfailed: ${failed.map(([name]) => name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
