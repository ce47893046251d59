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
