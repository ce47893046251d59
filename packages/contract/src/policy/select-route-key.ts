import type { AccessTable } from '../decision/access-table.ts';
import type { Segments } from './path-pattern.ts';
import { type PlannedRoute, routesFor } from './policy-plan.ts';
import { createRouteSelector, requestMethods } from './route-selection.ts';

/** The keys of the routes that may serve a request; none: 404. More than one where AWS does not document which. */
export type SelectRouteKeys = (method: string, path: string) => string[];

/**
 * Chooses routes as API Gateway does, from a table that does not change. What depends on the method alone is worked out at
 * the first request of each method. A method that no request can have is served by none.
 *
 * @returns `path`: decoded, without stage and query; starts with `/`
 * @throws {Error} as `planRoutes`, at the first request
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function createRouteKeySelector(table: AccessTable): SelectRouteKeys {
  const selectors = new Map<string, (path: Segments) => Set<PlannedRoute>>();
  return (method, path) => {
    if (!requestMethods.some((known) => known === method)) return [];
    const select = selectors.get(method) ?? createRouteSelector(routesFor(table, method));
    selectors.set(method, select);
    return [...select(path.slice(1).split('/'))].map(({ routeKey }) => routeKey);
  };
}
