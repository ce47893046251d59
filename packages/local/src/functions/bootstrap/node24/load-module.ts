import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseHandlerName } from '../handler-name.ts';
import { asLoadError } from '../load-error.ts';
import type { Handler, RuntimeThread } from '../runtime-client.ts';
import type { MakeRuntimeError } from '../runtime-error.ts';

/**
 * Loads the module with `import` and finds the handler in its exports, or in those of its `default`.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName`, `Runtime.ImportModuleError` (a missing module that was required),
 *   `Runtime.UserCodeSyntaxError`, `Runtime.HandlerNotFound`; anything the module itself throws passes unchanged
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(thread: RuntimeThread, runtimeError: MakeRuntimeError): Promise<Handler> {
  const name = parseHandlerName(thread.handlerName, runtimeError);
  const exports = await loadModule(name.folder.replace(/\/$/, ''), name.module, thread).catch((error: unknown) => {
    throw asLoadError(error, runtimeError);
  });
  const found = follow(exports, name.exportPath) || follow(defaultOf(exports), name.exportPath);
  if (!found) throw runtimeError('HandlerNotFound', `${thread.handlerName} is undefined or not exported`);
  if (typeof found !== 'function') throw runtimeError('HandlerNotFound', `${thread.handlerName} is not a function`);
  return found as Handler;
}

async function loadModule(
  folder: string,
  module: string,
  { taskRoot, locate, formatOf }: RuntimeThread,
): Promise<unknown> {
  const path = locate(resolve(taskRoot, folder, module));
  const file = ['', '.js', '.mjs', '.cjs']
    .map((extension) => path + extension)
    .find((candidate) => existsSync(candidate));
  if (file !== undefined) return await importFile(file, formatOf(file));
  const require = createRequire('/var/runtime/index.mjs');
  return require(require.resolve(module, { paths: [taskRoot, join(taskRoot, folder)] }));
}

/**
 * What `import` gives. A CommonJS file is loaded by the loader that hooks are heard by: above the asset may lie a
 * `package.json` with another type. Without names beside `default`, which are among its own.
 */
const importFile = async (file: string, format: 'module' | 'commonjs' | undefined): Promise<unknown> =>
  format === 'commonjs' ? { default: Reflect.get(Module, '_load')(file) } : await import(pathToFileURL(file).href);

/** Functions are no holders. */
function follow(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (holder, name) => (typeof holder === 'object' && holder ? (holder as Record<string, unknown>)[name] : undefined),
    value,
  );
}

const defaultOf = (exports: unknown): unknown =>
  typeof exports === 'object' && exports !== null && 'default' in exports ? exports.default : undefined;
