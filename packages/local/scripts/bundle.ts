import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The published JavaScript: few files, since each of its own costs a start a fraction of a millisecond, and there were hundreds.
// What is loaded only when there is use for it stays apart. All chunks lie in one directory: `./bootstrap/bootstrap.js` is the
// same from each.
// `node scripts/bundle.ts [directory]`

const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: { index: 'src/index.ts', 'bootstrap/bootstrap': 'src/functions/bootstrap/bootstrap.ts' },
  outdir: process.argv[2] ?? 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
});
