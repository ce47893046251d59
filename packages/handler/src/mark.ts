import type { AnyApi } from '@scopegate/contract';

// Registered, so that a bundle's copy of this module and the bundler's own agree on it.
const mark = Symbol.for('scopegate.handler');

/** For tests: `callAs` of `@scopegate/testing` decides by it what the authorizer would have. */
const contractMark = Symbol.for('scopegate.contract');

/** Marks a function as built by `handle()` for a route of a contract. */
export function markHandler<H extends object>(handler: H, routeKey: string, api: AnyApi): H {
  Object.defineProperty(handler, mark, { value: routeKey });
  Object.defineProperty(handler, contractMark, { value: api });
  return handler;
}

/** The route key a handler was built for, or `undefined` for any other value. */
export function markedRouteKey(handler: unknown): string | undefined {
  const value: unknown = typeof handler === 'function' ? Reflect.get(handler, mark) : undefined;
  return typeof value === 'string' ? value : undefined;
}
