import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, modulesApart } from './bundle.ts';

// The prebuilt Lambda files, one for each kind of response, and what either loads when it has to.

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = `${root}dist/lambda`;
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
for (const [file, entry] of [
  ['index', './src/lambda/simple.ts'],
  ['policy', './src/lambda/policy.ts'],
] as const)
  writeFileSync(`${directory}/${file}.cjs`, await bundle(entry, 'handler', root));
for (const [name, entry] of Object.entries(modulesApart))
  writeFileSync(`${directory}/${name}.cjs`, await bundle(entry, name, root));
