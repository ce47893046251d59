import type { AnyApi, Route } from '@scopegate/contract';
import type { BuildOptions as EsbuildOptions } from 'esbuild';
import type { BundleOptions } from './bundle-options.ts';
import { contractAsData } from './contract-as-data.ts';
import { lambdaCredentials } from './lambda-credentials.ts';
import { sourceSibling } from './source-sibling.ts';

export interface BundleSource
  extends Pick<BundleOptions, 'contract' | 'credentials' | 'external' | 'format' | 'loader'> {
  readonly exportName: string;
  readonly api: AnyApi;
  /** The route whose handler is bundled. */
  readonly route: Route;
  /** The handler's module. */
  readonly entry: string;
  readonly outfile: string;
}

/** How every handler is bundled. */
export const bundleSettings = ({
  entry,
  outfile,
  format = 'cjs',
  external = [],
  loader = {},
  credentials = 'environment',
  ...source
}: BundleSource) =>
  ({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format,
    ...(format === 'cjs' ? asCommonJs() : asEsModule),
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'silent',
    sourcemap: true,
    sourcesContent: false,
    external: [...external],
    loader: { ...textLoaders, ...loader },
    write: false,
    plugins: [contractAsData(source), ...(credentials === 'environment' ? [lambdaCredentials()] : [])],
  }) satisfies EsbuildOptions;

const asCommonJs = () => ({
  define: {
    'import.meta.url': 'scopegateModuleUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  inject: [sourceSibling('./module-url')],
});

// CommonJS packages in an ES module still call these.
const asEsModule = {
  banner: {
    js: [
      'import { createRequire as scopegateCreateRequire } from "node:module";',
      'const require = scopegateCreateRequire(import.meta.url);',
      'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
    ].join('\n'),
  },
};

const textLoaders = {
  '.html': 'text',
  '.txt': 'text',
  '.md': 'text',
  '.sql': 'text',
  '.csv': 'text',
  '.graphql': 'text',
} as const;
