import { existsSync, readFileSync } from 'node:fs';
import { createRequire, type ResolveFnOutput, type ResolveHookContext, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

export interface ModuleScope {
  /** Real path of the asset. */
  readonly taskRoot: string;
  /** Real paths of the layers, the strongest first. */
  readonly layers: readonly string[];
  /** From where packages are found that Lambda's runtime carries, when the asset has no others. */
  readonly sdkDirectory: string;
}

/**
 * Shuts the module loader into the function's asset and its layers, as on AWS, where nothing lies above them. Without this
 * an asset below a workspace would take that workspace's `"type": "module"` for its own, and find packages in its
 * `node_modules` that are missing once deployed. `@aws-sdk/*` and `@smithy/*` may come from outside: Lambda's runtime
 * carries them too, in a version of its own. Modules named below `/opt` and `/var/task` are led to the layers and the asset;
 * `fs` calls on these are NOT. What the runtime itself imports from then on is the function's: looked up from the task root,
 * and refused outside like any other.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function confineModules({ taskRoot, layers, sdkDirectory }: ModuleScope): void {
  const roots = [taskRoot, ...layers].map((path) => ({ path, href: pathToFileURL(join(path, '/')).href }));
  const rootOf = (url: string) => roots.find(({ href }) => url.startsWith(href));
  const runtime = new URL('.', import.meta.url).href;
  const taskRootUrl = pathToFileURL(join(taskRoot, '/')).href;
  registerHooks({
    resolve: (specifier, { ...context }, next) => {
      if (context.parentURL?.startsWith(runtime)) context.parentURL = taskRootUrl;
      const isInside = context.parentURL !== undefined && rootOf(context.parentURL) !== undefined;
      if (isInside && runtimePackage.test(specifier)) {
        return findProvided(specifier, { context, next, sdkDirectory });
      }
      const resolved = next(onThisMachine(specifier, { taskRoot, layers }), context);
      if (isInside && !rootOf(resolved.url)) assertInside(specifier, resolved.url);
      return resolved;
    },
    load: (url, context, next) => {
      const root = url.endsWith('.js') ? rootOf(url) : undefined;
      if (root === undefined) return next(url, context);
      return next(url, { ...context, format: moduleFormat(fileURLToPath(url), root.path) });
    },
  });
}

/**
 * `/opt/nodejs/a` in the strongest layer that has it, `/var/task/a` in the asset, with or without its extension; anything
 * else unchanged.
 */
function onThisMachine(specifier: string, { taskRoot, layers }: Pick<ModuleScope, 'taskRoot' | 'layers'>): string {
  const path = specifier.replace(/^file:\/\//, '');
  const [prefix, places] = path.startsWith('/opt/') ? ['/opt', layers] : ['/var/task', [taskRoot]];
  if (!path.startsWith(`${prefix}/`)) return specifier;
  const endings = ['', '.js', '.json', '.cjs', '.mjs'];
  const candidates = places.flatMap((place) =>
    endings.map((ending) => join(place, path.slice(prefix.length)) + ending),
  );
  return candidates.find((candidate) => existsSync(candidate)) ?? specifier;
}

/**
 * How a JavaScript file of the asset is to be loaded: by extension, then by the nearest `package.json` *within the
 * asset*, then by its syntax.
 */
export function moduleFormat(file: string, taskRoot: string): 'module' | 'commonjs' {
  if (file.endsWith('.mjs')) return 'module';
  if (file.endsWith('.cjs')) return 'commonjs';
  const type = packageType(dirname(file), taskRoot);
  return type ?? (isCommonJs(readFileSync(file, 'utf8'), file) ? 'commonjs' : 'module');
}

function packageType(directory: string, taskRoot: string): 'module' | 'commonjs' | undefined {
  const manifest = join(directory, 'package.json');
  if (existsSync(manifest)) {
    const { type }: { type?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }
  return directory === taskRoot || directory === dirname(directory)
    ? undefined
    : packageType(dirname(directory), taskRoot);
}

/** What does not parse as the body of a CommonJS wrapper is ESM, or a syntax error that loading as ESM reports as well. */
function isCommonJs(source: string, filename: string): boolean {
  try {
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    compileFunction(source.replace(/^#!.*/, ''), parameters, { filename });
    return true;
  } catch {
    return false;
  }
}

/** What Lambda's runtime carries. */
const runtimePackage = /^@(?:aws-sdk|smithy)\//;

interface ResolvedModule {
  readonly context: ResolveHookContext;
  readonly next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput;
  readonly sdkDirectory: string;
}

function findProvided(specifier: string, { context, next, sdkDirectory }: ResolvedModule): ResolveFnOutput {
  try {
    return next(specifier, context);
  } catch {
    const parent = join(sdkDirectory, 'index.js');
    try {
      // whose module requires is not looked up in the context
      if (context.conditions.includes('require')) return next(createRequire(parent).resolve(specifier), context);
      return next(specifier, { ...context, parentURL: pathToFileURL(parent).href });
    } catch (cause) {
      const [scope, name] = specifier.split('/');
      throw notFound(
        `Cannot find module '${specifier}'. Lambda's runtime carries it, this machine does not: run ` +
          `\`npm install --save-dev ${scope}/${name}\` in ${sdkDirectory}, or in the function's own directory.`,
        { cause },
      );
    }
  }
}

function assertInside(specifier: string, url: string): void {
  if (!url.startsWith('file:')) return;
  throw notFound(
    `Cannot find module '${specifier}' in the function's asset (it was found outside, at ${url}, which is not ` +
      'deployed). Bundle it into the asset.',
  );
}

const notFound = (message: string, options?: ErrorOptions): Error =>
  Object.assign(new Error(message, options), { code: 'MODULE_NOT_FOUND' });
