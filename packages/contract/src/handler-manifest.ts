import { isRecord } from './json-types.ts';

/** The file a bundled handler carries beside its code. */
export const handlerManifestFile = 'scopegate.json';

/**
 * What the bundler found out about a handler by loading its bundle. A construct that reads it knows that the guard is
 * in front of the code and for which route.
 */
export interface HandlerManifest {
  readonly version: 1;
  /** The route key the bundled handler was built for. */
  readonly routeKey: string;
  /** Lambda's `Handler` property. */
  readonly handler: string;
}

/** A function's `Handler` property, taken apart. */
export interface HandlerName {
  /** Path of the module in the asset, without extension: `dir/index`. */
  readonly module: string;
  /** Names to follow from the module's exports, by dots: `nested.handler`. */
  readonly exportPath: string;
}

/**
 * Takes a handler's name apart as Lambda's Node runtime does: the module ends at the first dot of the last path segment.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
 */
export function splitHandlerName(handler: string): HandlerName {
  const segment = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', segment);
  return dot < 0
    ? { module: handler, exportPath: '' }
    : { module: handler.slice(0, dot), exportPath: handler.slice(dot + 1) };
}

/** @throws {Error} when the text is not a manifest this version understands */
export function parseHandlerManifest(text: string, file: string): HandlerManifest {
  const value: unknown = JSON.parse(text);
  if (isManifest(value)) return value;
  throw new Error(
    `${file} is not a handler manifest of version 1. Bundle the handler again with this version of Scopegate.`,
  );
}

const isManifest = (value: unknown): value is HandlerManifest =>
  isRecord(value) &&
  value['version'] === 1 &&
  typeof value['routeKey'] === 'string' &&
  typeof value['handler'] === 'string';
