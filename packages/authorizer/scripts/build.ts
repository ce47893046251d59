import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, misconfigurationFile } from './bundle.ts';

// The prebuilt Lambda files, one for each kind of response, and what either needs when it cannot start.

const root = fileURLToPath(new URL('..', import.meta.url));
const files = {
  'index.cjs': await bundle('./src/lambda/simple.ts', 'handler', root),
  'policy.cjs': await bundle('./src/lambda/policy.ts', 'handler', root),
  [misconfigurationFile]: await bundle('./src/issuers/misconfiguration.ts', 'misconfiguration', root),
};
mkdirSync(`${root}dist/lambda`, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(`${root}dist/lambda/${name}`, text);
