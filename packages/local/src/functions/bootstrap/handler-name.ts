import { basename } from 'node:path';
import { RuntimeError } from './error-payload.ts';

/** A function's `Handler` property, taken apart. */
export interface HandlerName {
  /** Path of the module below the task root, without extension: `dir/index`. */
  readonly module: string;
  /** Names to follow from the module's exports: `['nested', 'handler']`. */
  readonly exportPath: readonly string[];
}

/**
 * The module ends at the first dot of the last path segment; what follows are nested export names.
 *
 * @throws RuntimeError `Runtime.MalformedHandlerName`: no dot, nothing on one of its sides, or a `..` in the path
 */
export function parseHandlerName(handler: string): HandlerName {
  const file = basename(handler);
  const dot = file.indexOf('.');
  const exportPath = file.slice(dot + 1).split('.');
  if (dot < 1 || exportPath.includes('') || handler.includes('..')) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName',
      `Bad handler: "${handler}". It must be <file without extension>.<export>, such as "index.handler" or "dir/index.handler".`,
    );
  }
  return { module: handler.slice(0, handler.length - file.length + dot), exportPath };
}
