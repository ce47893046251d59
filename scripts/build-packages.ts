import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

// Compiles what is published: `dist` of every package that has a tsconfig.build.json, and the authorizer's prebuilt file.

const configs = globSync('packages/*/tsconfig.build.json').sort();
const commands = [...configs.map((config) => `tsc -p ${config}`), 'node packages/authorizer/scripts/build.ts'];
const failed = commands.filter((command) => spawnSync(command, { stdio: 'inherit', shell: true }).status !== 0);
for (const command of failed) console.error(`failed: ${command}`);
process.exit(failed.length === 0 ? 0 : 1);
