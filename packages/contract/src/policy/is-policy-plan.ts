import type { PolicyPlan, RoutePolicy } from '../decision/access-table.ts';
import { isRecord, isStrings } from '../json-types.ts';

/**
 * Whether a value is a plan of policies for all of these routes: one that is left out would not be denied where another's
 * Allow opens it. Not checked: that the policies decide as the routes do, which `withPolicies` proves.
 */
export const isPolicyPlan = (value: unknown, routeKeys: readonly string[]): value is PolicyPlan =>
  Array.isArray(value) &&
  value.every(isRoutePolicy) &&
  routeKeys.every((key) => value.some(({ routeKey }) => routeKey === key));

const isRoutePolicy = (value: unknown): value is RoutePolicy =>
  isRecord(value) &&
  typeof value['routeKey'] === 'string' &&
  isStrings(value['allow']) &&
  Array.isArray(value['deny']) &&
  value['deny'].every((one) => isRecord(one) && typeof one['resource'] === 'string' && isStrings(one['when']));
