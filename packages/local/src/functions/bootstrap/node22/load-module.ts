import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseHandlerName } from '../handler-name.ts';
import { asLoadError } from '../load-error.ts';
import type { Handler, RuntimeThread } from '../runtime-client.ts';
import type { MakeRuntimeError } from '../runtime-error.ts';

/**
 * Loads the module with `require`, or with `import` where its name or its package says that it is an ES module, and finds
 * the handler in its exports.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName`, `Runtime.ImportModuleError` (a missing module that was required),
 *   `Runtime.UserCodeSyntaxError`, `Runtime.HandlerNotFound`; anything the module itself throws passes unchanged
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(thread: RuntimeThread, runtimeError: MakeRuntimeError): Promise<Handler> {
  const name = parseHandlerName(thread.handlerName, runtimeError);
  const exports = await loadModule(name.folder, name.module, thread).catch((error: unknown) => {
    throw asLoadError(error, runtimeError);
  });
  const found = name.exportPath.reduce<unknown>(
    (holder, key) => holder && (holder as Record<string, unknown>)[key],
    exports,
  );
  if (!found) throw runtimeError('HandlerNotFound', `${thread.handlerName} is undefined or not exported`);
  if (typeof found !== 'function') throw runtimeError('HandlerNotFound', `${thread.handlerName} is not a function`);
  return found as Handler;
}

async function loadModule(folder: string, module: string, { taskRoot, locate }: RuntimeThread): Promise<unknown> {
  const require = createRequire('/var/runtime/index.mjs');
  const path = locate(resolve(taskRoot, folder, module));
  const isModule = existsSync(`${path}.js`) && hasModuleType(dirname(path), taskRoot);
  const ways = [
    { file: path, load: require },
    { file: `${path}.js`, load: isModule ? importFile : require },
    { file: `${path}.mjs`, load: importFile },
    { file: `${path}.cjs`, load: require },
  ];
  for (const { file, load } of ways) {
    const exports: unknown = existsSync(file) ? await load(file) : undefined;
    if (exports) return exports;
  }
  return require(require.resolve(module, { paths: [taskRoot, folder] }));
}

const importFile = (file: string): Promise<unknown> => import(pathToFileURL(file).href);

/** By the nearest `package.json`, not above the asset: nothing lies there on Lambda. */
function hasModuleType(folder: string, taskRoot: string): boolean {
  const manifest = join(folder, 'package.json');
  if (folder.endsWith('/node_modules')) return false;
  if (existsSync(manifest)) return typeOf(manifest) === 'module';
  return folder === taskRoot || folder === dirname(folder) ? false : hasModuleType(dirname(folder), taskRoot);
}

function typeOf(manifest: string): unknown {
  try {
    return JSON.parse(readFileSync(manifest, 'utf8'))?.type;
  } catch (error) {
    console.warn(`${manifest} cannot be read, it will be ignored for ES module detection purposes.`, error);
    return undefined;
  }
}
