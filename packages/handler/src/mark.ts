// Registered, so that a bundle's copy of this module and the bundler's own agree on it.
const mark = Symbol.for('scopegate.handler');

/** Marks a function as built by `handle()` for a route. */
export function markHandler<H extends object>(handler: H, routeKey: string): H {
  Object.defineProperty(handler, mark, { value: routeKey });
  return handler;
}

/** The route key a handler was built for, or `undefined` for any other value. */
export function markedRouteKey(handler: unknown): string | undefined {
  const value: unknown = typeof handler === 'function' ? Reflect.get(handler, mark) : undefined;
  return typeof value === 'string' ? value : undefined;
}
