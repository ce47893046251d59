import { basename } from 'node:path';
import { minify } from '@swc/core';
import { build, type Plugin } from 'esbuild';

/** The library's own fetcher is never used; without its `https` a cold start is spared 26 ms. */
const withoutLibraryFetcher: Plugin = {
  name: 'without-library-fetcher',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/https(-node)?\.js$/ }, ({ path, importer }) =>
      importer.includes('aws-jwt-verify') ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'export const fetch = undefined; export const SimpleFetcher = undefined;',
    }));
  },
};

/** Modules that a cold start has mostly no use for, each with one function of its name: files beside, loaded when called. */
export const modulesApart = { misconfiguration: './src/issuers/misconfiguration.ts', traced: './src/steps/traced.ts' };

const apart: Plugin = {
  name: 'apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/(misconfiguration|traced)\.ts$/ }, ({ path }) =>
      Object.values(modulesApart).includes(path) ? undefined : { path, namespace: 'apart' },
    );
    onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => {
      const name = basename(path, '.ts');
      return { contents: `export const ${name} = (...given) => require('./${name}.cjs').${name}(...given);` };
    });
  },
};

/**
 * The text of a prebuilt Lambda file. CommonJS, since `import 'node:http'` of an ES module costs a Lambda tens of
 * milliseconds of init on Node 24 (nodejs/node#59686) and @middy/util does just that.
 *
 * esbuild puts it together and leaves out what is unused; the minifier of swc makes 6 % less of it than that of esbuild.
 *
 * @param entry a module below `root`
 * @param name what of it the file exports
 */
export async function bundle(entry: string, name: string, root: string): Promise<string> {
  const { outputFiles } = await build({
    // The entry's `exports` are the bundle's: spares it the helpers of an ES module that pretends to be CommonJS.
    stdin: { contents: `import { ${name} } from '${entry}'; exports.${name} = ${name};`, resolveDir: root },
    logOverride: { 'commonjs-variable-in-esm': 'silent' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Which esbuild then leaves out.
    banner: { js: "'use strict';" },
    legalComments: 'none',
    plugins: [withoutLibraryFetcher, apart],
    // The same module; by this name Node finds it without searching, a tenth of a millisecond sooner.
    alias: { crypto: 'node:crypto' },
    external: Object.keys(modulesApart).map((name) => `./${name}.cjs`),
  });
  const { code } = await minify(outputFiles[0]?.text ?? '', {
    compress: {
      ecma: 2020,
      toplevel: true,
      passes: 4,
      // Functions stay where they are: compressed, a call is shorter than the function in its place.
      inline: 0,
      reduce_funcs: false,
      // Safe while nothing is called with `new` but classes.
      unsafe_arrows: true,
    },
    mangle: { toplevel: true },
  });
  return code;
}
