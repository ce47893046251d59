import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The published JavaScript: few files, since each of its own costs a start a fraction of a millisecond, and there were
 * hundreds. What is loaded only when there is use for it stays apart. All chunks lie in one directory:
 * `./bootstrap/bootstrap.js` is the same from each.
 *
 * @param entry module of this package that becomes `index.js`
 */
export const bundle = (outdir: string, entry: string) =>
  build({
    absWorkingDir: root,
    entryPoints: {
      index: entry,
      'bootstrap/bootstrap': 'src/functions/bootstrap/bootstrap.ts',
      'bootstrap/hook-thread': 'src/functions/bootstrap/hook-thread.ts',
    },
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
  });

// `node scripts/bundle.ts [directory]`
if (import.meta.main) await bundle(process.argv[2] ?? 'dist', 'src/index.ts');
