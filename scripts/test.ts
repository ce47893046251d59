import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

// Builds what is deployed, then runs every package's tests; arguments go to jest.

await import('./build.ts');

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(process.execPath, [...flags, jest, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
