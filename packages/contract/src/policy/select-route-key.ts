import type { AccessTable } from '../decision/access-table.ts';
import { planRoutes } from './policy-plan.ts';
import { createRouteSelector } from './route-selection.ts';

/**
 * The keys of the routes that may serve a request; none: 404. More than one where AWS does not document which.
 *
 * @param path decoded, without stage and query
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeKeysServing(table: AccessTable, method: string, path: string): string[] {
  const plan = planRoutes(table).find((one) => one.method === method);
  return [...createRouteSelector(plan?.routes ?? [])(path.slice(1).split('/'))].map(({ routeKey }) => routeKey);
}
