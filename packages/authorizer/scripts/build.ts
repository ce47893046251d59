import { readFile } from 'node:fs/promises';
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

/**
 * What the library throws means no, whatever it is (see `hasValidSignature`): its checks stay, their words go; and so
 * do its ways to choose a key, to make one and to wait, for `hasValidSignature` hands the one key over. Should the library be written
 * differently one day, nothing matches and the file is larger.
 */
const withoutLibraryExtras: Plugin = {
  name: 'without-library-extras',
  setup({ onLoad }) {
    onLoad(
      { filter: /aws-jwt-verify\/dist\/esm\/(assert|jwk|jwt|jwt-verifier|node-web-compat-node)\.js$/ },
      async ({ path }) => ({
        contents: unused.reduce((text, [pattern, put]) => text.replace(pattern, put), await readFile(path, 'utf8')),
      }),
    );
    onLoad({ filter: /aws-jwt-verify\/dist\/esm\/error\.js$/ }, async ({ path }) => ({
      contents: oneClass((await readFile(path, 'utf8')).matchAll(/export class (\w+)/g)),
    }));
  },
};

/** What goes, and what comes instead. */
const unused: readonly [RegExp, string][] = [
  // The words of an error.
  [/(?<=new \w*[eE]rror\w*\()(?:"[^"]*"|`[^`]*`|\[[^\]]*\]\.join\(\))/g, "''"],
  // The choice of a key from a set: without it, a set is refused.
  [/\n {4}else if \(isJwks\(jwkOrJwks\)\) \{[\s\S]*?\n {4}\}(?=\n)/, ''],
  // Making keys, fetching, waiting.
  [/^ {4}(?:transform\w+|setTimeoutUnref|defaultFetchTimeouts|verifySignatureAsync): [\s\S]*?,\n(?= {4}\w|\};)/gm, ''],
];

/** All of the library's errors as one class, which keeps nothing of what it is given. */
const oneClass = (classes: Iterable<RegExpExecArray>): string =>
  `class No extends Error { constructor() { super(); } } export { ${[...classes].map(([, name]) => `No as ${name}`).join(', ')} };`;

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
  plugins: [withoutLibraryFetcher, withoutLibraryExtras],
});
