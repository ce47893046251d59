import type { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** What answers a route: bundled code that the construct deploys, or a function that exists already. */
export type RouteHandler = BundledHandler | FunctionHandler;

/**
 * Bundled code. The construct makes the function: nodejs24.x on arm64, a role and a log group of its own, JSON logs,
 * and the issuers the guard trusts.
 */
export interface BundledHandler {
  /** Path of the bundle's directory. A `scopegate.json` in it tells that the guard is in front of the code. */
  readonly bundle: string;
  /** Lambda's `Handler` property. @default - what the manifest says, else `index.handler` */
  readonly handler?: string;
  /** Environment variables; names that start with `SCOPEGATE_` are taken. @default - none but the construct's own */
  readonly environment?: Readonly<Record<string, string>>;
  /** The gateway waits 30 seconds at most. @default - 10 seconds */
  readonly timeout?: Duration;
  /** Mebibytes. @default - 512 */
  readonly memorySize?: number;
  /** Shown in the console. @default - the route key */
  readonly description?: string;
}

/**
 * Your own function, also one that several routes share. Nothing is known of a guard in it, so that its routes never
 * get challenges; only the permission to be invoked is added.
 */
export interface FunctionHandler {
  readonly function: IFunction;
}

export const isBundled = (handler: RouteHandler): handler is BundledHandler => 'bundle' in handler;
