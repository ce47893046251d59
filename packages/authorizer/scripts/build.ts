import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

// The prebuilt Lambda file. CommonJS, since `import 'node:http'` of an ES module costs a Lambda tens of milliseconds of
// init on Node 24 (nodejs/node#59686) and @middy/util does just that.

const root = fileURLToPath(new URL('..', import.meta.url));

/** The library's own fetcher is never used; without its `https` a cold start is spared 26 ms. */
const withoutLibraryFetcher: Plugin = {
  name: 'without-library-fetcher',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/https-node\.js$/ }, ({ importer }) =>
      importer.includes('aws-jwt-verify') ? { path: 'https-node', namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: 'export const fetch = () => { throw new Error("keys are fetched by the key store"); };',
    }));
  },
};

await build({
  entryPoints: [`${root}src/lambda.ts`],
  outfile: `${root}dist/lambda/index.cjs`,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  plugins: [withoutLibraryFetcher],
});
