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

/** What is told of settings that are not good is a file of its own, read when the others cannot start. */
export const misconfigurationFile = 'misconfiguration.cjs';

const misconfigurationApart: Plugin = {
  name: 'misconfiguration-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/misconfiguration\.ts$/ }, ({ path, kind }) =>
      kind === 'import-statement' && !path.startsWith('./src/') ? { path, namespace: 'apart' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'apart' }, () => ({
      contents: `export const misconfiguration = (faults) => require('./${misconfigurationFile}').misconfiguration(faults);`,
    }));
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
    plugins: [withoutLibraryFetcher, misconfigurationApart],
    external: [`./${misconfigurationFile}`],
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
