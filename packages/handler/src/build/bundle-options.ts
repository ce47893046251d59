import { resolve } from 'node:path';
import type { HandlerManifest } from '@scopegate/contract';
import type { Loader } from 'esbuild';

export interface BundleOptions {
  /** Path of the module that exports the contract, under a name or as its default; a relative one from the working directory. */
  readonly contract: string;
  /** Route name to the path of the module that exports its `handler`. */
  readonly handlers: Readonly<Record<string, string>>;
  /** Path; each handler gets a folder in it, named after its route. */
  readonly outdir: string;
  /**
   * The module format. An ES module may await at its top level; a CommonJS one starts faster, because importing
   * `node:http` into an ES module costs tens of milliseconds (nodejs/node#59686). @default 'cjs': `index.cjs`
   */
  readonly format?: 'cjs' | 'esm';
  /** Packages that are left out of the bundle: a layer or the runtime has them. @default everything is bundled */
  readonly external?: readonly string[];
  /**
   * How files that are not code are imported, by extension. `text`: as their text; `file`: copied beside the bundle, as
   * their path relative to it. @default `.html`, `.txt`, `.md`, `.sql`, `.csv` and `.graphql` as text
   */
  readonly loader?: Readonly<Record<`.${string}`, Loader>>;
  /**
   * Where clients of the AWS SDK v3 that are given no `credentials` find them. `chain`: wherever the SDK looks, for a
   * bundle that also runs elsewhere than on Lambda. @default 'environment': where Lambda puts them
   */
  readonly credentials?: 'environment' | 'chain';
  /**
   * Values of the environment variables that the stack declares, for the load that proves the guard; any will do that the
   * modules take while they are loaded. @default none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /** Gets esbuild's warnings, one text each. @default standard error */
  readonly warn?: (warning: string) => void;
}

export interface BundledHandler {
  readonly routeName: string;
  readonly directory: string;
  readonly manifest: HandlerManifest;
}

/** Relative paths start at the working directory, whatever changes it later. */
export const withAbsolutePaths = <Options extends BundleOptions>(options: Options): Options => ({
  ...options,
  contract: resolve(options.contract),
  handlers: Object.fromEntries(Object.entries(options.handlers).map(([name, file]) => [name, resolve(file)])),
  outdir: resolve(options.outdir),
});

/** The bundle's file in its folder. */
export const bundleFileOf = ({ format = 'cjs' }: Pick<BundleOptions, 'format'>): string =>
  format === 'esm' ? 'index.mjs' : 'index.cjs';

/** How a bundle names its file of response validators. */
export const responsesImport = './responses.cjs';
