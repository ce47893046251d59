import type { AnyApi, Route } from '@scopegate/contract';

/** @throws {Error} when the contract has no such route */
export function routeOf(api: AnyApi, name: string): Route {
  const route = Object.hasOwn(api.routes, name) ? api.routes[name] : undefined;
  if (route !== undefined) return route;
  throw new Error(`"${name}" is not a route of "${api.title}". Its routes: ${Object.keys(api.routes).join(', ')}.`);
}
