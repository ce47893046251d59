import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

/**
 * Shuts the module loader into the function's asset, as on AWS, where nothing lies above it. Without this an asset below
 * a workspace would take that workspace's `"type": "module"` for its own, and find packages in its `node_modules` that
 * are missing once deployed. `@aws-sdk/*` and `@smithy/*` may come from outside: Lambda's runtime carries them too.
 *
 * @param taskRoot real path of the asset
 */
export function confineModules(taskRoot: string): void {
  const root = pathToFileURL(join(taskRoot, '/')).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      if (context.parentURL?.startsWith(root)) assertInside({ specifier, url: resolved.url, root });
      return resolved;
    },
    load: (url, context, next) => {
      if (!url.startsWith(root) || !url.endsWith('.js')) return next(url, context);
      return next(url, { ...context, format: moduleFormat(fileURLToPath(url), taskRoot) });
    },
  });
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

function assertInside(found: { specifier: string; url: string; root: string }): void {
  if (!found.url.startsWith('file:') || found.url.startsWith(found.root)) return;
  if (/^@(aws-sdk|smithy)\//.test(found.specifier)) return;
  const error = new Error(
    `Cannot find module '${found.specifier}' in the function's asset (it was found outside, at ${found.url}, which is not ` +
      'deployed). Bundle it into the asset.',
  );
  throw Object.assign(error, { code: 'MODULE_NOT_FOUND' });
}
