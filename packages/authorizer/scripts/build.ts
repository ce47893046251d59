import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, modulesApart } from './bundle.ts';

// The prebuilt Lambda files, one for each kind of response, and what either loads when it has to.
// `node scripts/build.ts [directory]`

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = process.argv[2] ?? `${root}dist/lambda`;
mkdirSync(directory, { recursive: true });
for (const [file, entry] of [
  ['index', './src/lambda/simple.ts'],
  ['policy', './src/lambda/policy.ts'],
] as const)
  writeFileSync(`${directory}/${file}.cjs`, await bundle(entry, 'handler', root));
for (const [name, entry] of Object.entries(modulesApart))
  writeFileSync(`${directory}/${name}.cjs`, await bundle(entry, name, root));
