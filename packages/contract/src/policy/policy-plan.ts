import type { AccessRule } from '../access-rule.ts';
import type { AccessTable } from '../decision/access-table.ts';
import { parseRouteKey } from '../route-key.ts';
import {
  genericPaths,
  intersect,
  isGreedy,
  longer,
  type Pattern,
  patternText,
  toTemplate,
  toWildcards,
} from './path-pattern.ts';
import { type Candidate, createRouteSelector, requestMethods } from './route-selection.ts';
import { isOpenRule, isTokenRule } from './rule-logic.ts';

/** A route among those that serve one method. */
export interface PlannedRoute extends Candidate {
  readonly rule: AccessRule;
  /** What IAM can say of its path. */
  readonly wildcards: Pattern;
}

/** What is denied when `denied` is and one of `allowed` is not: what their Allows match and `denied` serves. */
export interface Denial {
  readonly denied: PlannedRoute;
  readonly pattern: Pattern;
  readonly allowed: readonly PlannedRoute[];
}

/** All that policies are put together from, for the requests of one method. */
export interface MethodPlan {
  readonly method: string;
  readonly routes: readonly PlannedRoute[];
  readonly denials: readonly Denial[];
}

/** Routes that a token can open. Of the others, only the ARNs of `iam()` routes must stay closed. */
export const isTokenRoute = ({ rule }: Pick<PlannedRoute, 'rule'>): boolean => isTokenRule(rule);

/**
 * The routes of a table by method, without denials. `ANY /a` is not among those of a method that has its own `/a`.
 *
 * @throws {Error} for a route key that is not in the contract's grammar, whose `*` or `?` a policy would misread
 */
export function planRoutes(table: AccessTable): MethodPlan[] {
  return requestMethods.map((method) => {
    const routes = routesFor(table, method);
    const serves = servesSome(routes);
    return { method, routes: routes.filter((route) => serves(route, route.loose)), denials: [] };
  });
}

/**
 * The routes that compete for the requests of one method, also those that another one covers wholly.
 *
 * @throws {Error} as {@link planRoutes}
 */
export function routesFor(table: AccessTable, method: string): PlannedRoute[] {
  return Object.entries(table.routes)
    .map(([routeKey, { rule }]) => ({ routeKey, rule, parts: read(routeKey) }))
    .filter(({ parts }) => parts.method === method || parts.method === 'ANY' || parts.method === undefined)
    .map(({ routeKey, rule, parts }) => {
      const loose = toTemplate(parts, true);
      return {
        routeKey,
        rule,
        loose,
        strict: toTemplate(parts, false),
        wildcards: toWildcards(loose),
        exactMethod: parts.method === method,
        fallback: parts.method === undefined,
      };
    });
}

/** The same plan, with what has to be denied. */
export function planDenials({ method, routes }: MethodPlan): MethodPlan {
  const serves = servesSome(routes);
  const denials = routes
    .filter(({ rule }) => !isOpenRule(rule))
    .flatMap((denied) => {
      const found = new Map<string, { pattern: Pattern; allowed: PlannedRoute[] }>();
      for (const allowed of routes.filter((route) => route !== denied && isTokenRoute(route))) {
        for (const pattern of shared(allowed, denied)) {
          const denial = found.get(patternText(pattern)) ?? { pattern, allowed: [] };
          denial.allowed.push(allowed);
          found.set(patternText(pattern), denial);
        }
      }
      return [...found.values()].filter(({ pattern }) => serves(denied, pattern)).map((one) => ({ ...one, denied }));
    });
  return { method, routes, denials };
}

function read(routeKey: string) {
  const parsed = parseRouteKey(routeKey);
  if (parsed.ok) return parsed.parts;
  const problems = parsed.problems.join('; ');
  throw new Error(`"${routeKey}" is no route key of a contract: ${problems}. Make the table with accessTable().`);
}

/** Whether a route serves some of the paths that a pattern matches. */
function servesSome(routes: readonly PlannedRoute[]): (route: PlannedRoute, pattern: Pattern) => boolean {
  const most = 1 + Math.max(0, ...routes.map(({ loose }) => loose.length));
  const servedBy = createRouteSelector(routes);
  return (route, pattern) => genericPaths(pattern, most).some((path) => servedBy(path).has(route));
}

// A full match is chosen before a greedy one: of what both match, a greedy route serves longer paths only.
function shared(allowed: PlannedRoute, denied: PlannedRoute): Pattern[] {
  const onlyLonger = isGreedy(denied.loose) && !isGreedy(allowed.loose);
  return (onlyLonger ? longer(allowed.wildcards) : [allowed.wildcards]).flatMap((wildcards) =>
    intersect(wildcards, denied.loose),
  );
}
