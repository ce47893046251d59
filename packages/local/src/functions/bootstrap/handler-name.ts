import { basename } from 'node:path';
import type { MakeRuntimeError } from './runtime-error.ts';

/** A function's `Handler` property, taken apart. */
export interface HandlerName {
  /** What stands before the module's name: `dir/`, or nothing. */
  readonly folder: string;
  /** Name of the module's file, without extension. */
  readonly module: string;
  /** Names to follow from the module's exports: `['nested', 'handler']`. */
  readonly exportPath: readonly string[];
}

/**
 * The module ends at the first dot of the last path segment; what follows are nested export names.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName`: no dot, or a `..`
 */
export function parseHandlerName(handler: string, runtimeError: MakeRuntimeError): HandlerName {
  if (handler.includes('..')) throw malformed(handler, runtimeError);
  const file = basename(handler);
  const dot = file.indexOf('.');
  if (dot === -1) throw malformed(handler, runtimeError);
  return {
    folder: handler.slice(0, handler.indexOf(file)),
    module: file.slice(0, dot),
    exportPath: file.slice(dot + 1).split('.'),
  };
}

const malformed = (handler: string, runtimeError: MakeRuntimeError): Error =>
  runtimeError(
    'MalformedHandlerName',
    `Bad handler: "${handler}". It must be <file without extension>.<export>, such as "index.handler" or "dir/index.handler".`,
  );
