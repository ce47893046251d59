import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Builds what is published: `dist` of every package that has a tsconfig.build.json, anew; the authorizer's prebuilt file; the
// local platform in few files.

const configs = globSync('packages/*/tsconfig.build.json').sort();
for (const config of configs) rmSync(join(dirname(config), 'dist'), { recursive: true, force: true });
const commands = [
  ...configs.map((config) => `tsc -p ${config}`),
  'node scripts/build-commonjs.ts',
  'node packages/authorizer/scripts/build.ts',
  'node packages/local/scripts/bundle.ts',
];
const failed = commands.filter((command) => spawnSync(command, { stdio: 'inherit', shell: true }).status !== 0);
for (const command of failed) console.error(`failed: ${command}`);
process.exit(failed.length === 0 ? 0 : 1);
