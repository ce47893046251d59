import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './error-payload.ts';
import { parseHandlerName } from './handler-name.ts';
import { moduleFormat } from './module-scope.ts';

/** A function's exported handler, its signature not yet looked at. */
export type Handler = (...args: unknown[]) => unknown;

export interface HandlerLocation {
  readonly handler: string;
  readonly taskRoot: string;
  readonly nodeMajor: number;
}

/**
 * Loads the module and finds the handler in its exports, or in those of its `default`, as Lambda's Node runtime does.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName`, `Runtime.ImportModuleError` (module missing),
 *   `Runtime.UserCodeSyntaxError`, `Runtime.HandlerNotFound`, `Runtime.CallbackHandlerDeprecated` (three parameters on
 *   nodejs24.x and later); anything the module itself throws passes unchanged
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(location: HandlerLocation): Promise<Handler> {
  const name = parseHandlerName(location.handler);
  const exports = await loadModule(name.module, location.taskRoot);
  const found = follow(exports, name.exportPath) ?? follow(follow(exports, ['default']), name.exportPath);
  if (typeof found !== 'function') {
    const fault = found === undefined ? 'is undefined or not exported' : 'is not a function';
    throw new RuntimeError('Runtime.HandlerNotFound', `${location.handler} ${fault}`);
  }
  if (found.length >= 3 && location.nodeMajor >= 24) throw callbackHandler(location);
  return found as Handler;
}

async function loadModule(module: string, taskRoot: string): Promise<unknown> {
  const candidates = ['', '.js', '.mjs', '.cjs'].map((extension) => join(taskRoot, module + extension));
  const file = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (file === undefined) {
    const message = `Error: Cannot find module '${module}'. None of these is a file: ${candidates.join(', ')}`;
    throw new RuntimeError('Runtime.ImportModuleError', message);
  }
  try {
    if (moduleFormat(file, taskRoot) === 'module') return await import(pathToFileURL(file).href);
    return createRequire(file)(file);
  } catch (error) {
    throw asInitError(error);
  }
}

function asInitError(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    const wrapped = new RuntimeError('Runtime.UserCodeSyntaxError', String(error), { cause: error });
    if (error.stack !== undefined) wrapped.stack = error.stack;
    return wrapped;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return missing ? new RuntimeError('Runtime.ImportModuleError', String(error), { cause: error }) : error;
}

function follow(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (holder, name) => (isHolder(holder) ? (holder as Record<string, unknown>)[name] : undefined),
    value,
  );
}

const isHolder = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const callbackHandler = ({ handler, nodeMajor }: HandlerLocation): RuntimeError =>
  new RuntimeError(
    'Runtime.CallbackHandlerDeprecated',
    `${handler} declares three parameters (event, context, callback), and nodejs${nodeMajor}.x calls no callback: Lambda ` +
      'supports callback handlers up to nodejs22.x only. Declare at most two parameters and return the result or a promise of it.',
  );
