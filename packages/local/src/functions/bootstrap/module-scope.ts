import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, type ResolveFnOutput, type ResolveHookContext, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { confineDatabases } from './confine-databases.ts';
import type { FunctionFiles } from './function-files.ts';

export interface ModuleScope {
  /** Real path of the asset. */
  readonly taskRoot: string;
  /** Real paths of the layers, the strongest first. */
  readonly layers: readonly string[];
  /** `/tmp`: a function may write modules there. */
  readonly temporaryDirectory: string;
  /** From where packages are found that Lambda's runtime carries, when the asset has no others. */
  readonly sdkDirectory: string;
  readonly files: FunctionFiles;
}

/**
 * Shuts the module loader into the function's asset and its layers, as on AWS, where nothing lies above them. Without this
 * an asset below a workspace would take that workspace's `"type": "module"` for its own, and find packages in its
 * `node_modules` that are missing once deployed. `@aws-sdk/*` and `@smithy/*` may come from outside: Lambda's runtime
 * carries them too, in a version of its own. Modules named by a path of the function's own are led to where it lies. What
 * the runtime itself loads from then on is the function's, and refused outside like any other; what `NODE_OPTIONS` names is
 * looked up from the task root.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function confineModules({ taskRoot, layers, sdkDirectory, temporaryDirectory, files }: ModuleScope): FormatOf {
  const roots = [taskRoot, ...layers, temporaryDirectory].map((path) => ({
    path,
    href: pathToFileURL(join(path, '/')).href,
  }));
  const rootOf = (url: string) => roots.find(({ href }) => url.startsWith(href));
  const confineSqlite = once(() => confineDatabases(files));
  const runtime = new URL('.', import.meta.url).href;
  const isOfRuntime = (parent: string | undefined): boolean =>
    parent === undefined || parent.startsWith(runtime) || parent.startsWith('file:///var/runtime/');
  const taskRootUrl = pathToFileURL(join(taskRoot, '/')).href;
  registerHooks({
    resolve: (specifier, given, next) => {
      if (specifier === 'node:sqlite') confineSqlite();
      const isByRuntime = isOfRuntime(given.parentURL);
      const context = isByRuntime && !isAbsolute.test(specifier) ? { ...given, parentURL: taskRootUrl } : given;
      const isInside = context.parentURL !== undefined && rootOf(context.parentURL) !== undefined;
      if (isInside && runtimePackage.test(specifier)) {
        return findProvided(specifier, { context, next, sdkDirectory });
      }
      const isOwn = isInside || isByRuntime;
      const found = formerPackage.test(specifier)
        ? findFormer(specifier, context, next)
        : withoutLinks(specifier, context, () => next(isOwn ? toOwnPath(specifier, files) : specifier, context));
      const resolved = isOwn ? inOwnFiles(found, files) : found;
      if (isOwn && !rootOf(resolved.url)) assertInside(specifier, resolved.url, context);
      return resolved;
    },
    load: (url, context, next) => {
      const root = url.endsWith('.js') ? rootOf(url) : undefined;
      return withoutLinks(url, context, () => {
        const format = root === undefined ? {} : { format: moduleFormat(fileURLToPath(url), root.path) };
        return next(url, { ...context, ...format });
      });
    },
  });
  return (file) => {
    const root = rootOf(pathToFileURL(file).href);
    return statSync(file).isDirectory() ? undefined : moduleFormat(file, root?.path ?? taskRoot);
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

const isAbsolute = /^(?:\/|file:)/;

type FormatOf = (file: string) => 'module' | 'commonjs' | undefined;

const endings = ['', '.js', '.json', '.cjs', '.mjs'];

/** Where an absolute path of the function lies, with or without its extension; any other specifier unchanged. */
function toOwnPath(specifier: string, files: FunctionFiles): string {
  const path = specifier.replace(/^file:\/\//, '');
  if (!path.startsWith('/')) return specifier;
  const candidates = endings.map((ending) => files.locate(path + ending));
  const found = candidates.findIndex((candidate) => files.exists(candidate));
  return found === -1 ? specifier : files.locate(path + endings[found]);
}

/** The loader asks `fs` for the real path of a file, and is told how the function calls it. */
function inOwnFiles(resolved: ResolveFnOutput, files: FunctionFiles): ResolveFnOutput {
  if (!resolved.url.startsWith('file:///tmp/')) return resolved;
  const { search, hash } = new URL(resolved.url);
  return { ...resolved, url: pathToFileURL(files.locate(fileURLToPath(resolved.url))).href + search + hash };
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
    const { type } = readManifest(manifest);
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }
  return directory === taskRoot || directory === dirname(directory)
    ? undefined
    : packageType(dirname(directory), taskRoot);
}

/** @throws Error as Node throws it */
function readManifest(file: string): { readonly type?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw Object.assign(new Error(`Invalid package config ${file}.`), { code: 'ERR_INVALID_PACKAGE_CONFIG' });
  }
}

/**
 * Whether Node loads a file without declared format as CommonJS: what does not parse as such only because it is an ES
 * module is one. Any other syntax error is reported as that of a CommonJS file.
 *
 * @see https://nodejs.org/docs/latest/api/packages.html#syntax-detection
 */
function isCommonJs(source: string, filename: string): boolean {
  const code = source.replace(/^#!.*/, '');
  const error = parseError(code, filename);
  if (error === undefined) return true;
  // what awaits at the top level parses within an asynchronous function
  const inAsync = parseError(`(async () => {${code}\n})`, filename);
  return inAsync !== undefined && !moduleSyntax.test(error) && !moduleSyntax.test(inAsync);
}

const moduleSyntax =
  /^(Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module|Identifier '(exports|require|module|__filename|__dirname)' has already been declared)/;

function parseError(code: string, filename: string): string | undefined {
  try {
    compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
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
        context,
        `Cannot find module '${specifier}'. Lambda's runtime carries it, this machine does not: run ` +
          `\`npm install --save-dev ${scope}/${name}\` in ${sdkDirectory}, or in the function's own directory.`,
        { cause },
      );
    }
  }
}

/** What the runtimes up to nodejs16.x carried. */
const formerPackage = /^aws-sdk(?:\/|$)/;

function findFormer(specifier: string, context: ResolveHookContext, next: ResolvedModule['next']): ResolveFnOutput {
  try {
    return next(specifier, context);
  } catch (cause) {
    throw notFound(
      context,
      `Cannot find module '${specifier}'. Lambda's runtimes carried version 2 of the AWS SDK up to nodejs16.x, and do not since. ` +
        "Bundle aws-sdk into the function's asset, or use the packages @aws-sdk/* of version 3, which the runtime carries.",
      { cause },
    );
  }
}

/** A link that leaves the function's own files ends nowhere: the loader, which follows it by `fs`, is told so. */
function withoutLinks<Found>(specifier: string, context: Conditions, find: () => Found): Found {
  try {
    return find();
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isGone ? notFound(context, `Cannot find module '${specifier}' in the function's asset.`) : error;
  }
}

function assertInside(specifier: string, url: string, context: ResolveHookContext): void {
  if (!url.startsWith('file:')) return;
  throw notFound(
    context,
    `Cannot find module '${specifier}' in the function's asset (it was found outside, at ${url}, which is not ` +
      'deployed). Bundle it into the asset.',
  );
}

type Conditions = Pick<ResolveHookContext, 'conditions'>;

/** As Node says it: one error for what is required, another for what is imported. */
const notFound = ({ conditions }: Conditions, message: string, options?: ErrorOptions): Error =>
  Object.assign(new Error(message, options), {
    code: conditions.includes('require') ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND',
  });
