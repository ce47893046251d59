import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

// The prebuilt Lambda file. CommonJS, since `import 'node:http'` of an ES module costs a Lambda tens of milliseconds of
// init on Node 24 (nodejs/node#59686) and @middy/util does just that.

const root = fileURLToPath(new URL('..', import.meta.url));

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

await build({
  stdin: {
    contents: "import { handler } from './src/lambda.ts'; exports.handler = handler;",
    resolveDir: root,
  },
  outfile: `${root}dist/lambda/index.cjs`,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // The entry's `exports` are the bundle's: spares it the helpers of an ES module that pretends to be CommonJS.
  logOverride: { 'commonjs-variable-in-esm': 'silent' },
  // Which esbuild then leaves out.
  banner: { js: "'use strict';" },
  legalComments: 'none',
  plugins: [withoutLibraryFetcher],
});
