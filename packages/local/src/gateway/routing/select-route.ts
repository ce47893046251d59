import type { Route, SkippedRoute } from '../../model.ts';
import type { Settings } from '../settings.ts';
import { parseRoutePattern, type RoutePattern, routableMethods, type Segment } from './route-pattern.ts';

/** An API's routes, best match first. */
export interface RouteTable {
  readonly patterns: readonly RoutePattern[];
  /** The `$default` route. */
  readonly fallback?: Route | SkippedRoute;
}

export interface SelectedRoute {
  readonly route: Route | SkippedRoute;
  /** Decoded values by name; empty for `$default`. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

type Matching = Pick<
  Settings,
  'routePrecedence' | 'parameterMatchesEmptySegment' | 'routeCase' | 'greedyMatchesParent'
>;

/**
 * Orders routes once, so that the first that matches is the one AWS would choose: full matches before greedy ones,
 * then literal before parameter before greedy from the left, then the exact method before `ANY`.
 *
 * @throws RangeError for a malformed route key
 */
export function createRouteTable(routes: readonly (Route | SkippedRoute)[], settings: Matching): RouteTable {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const patterns = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map(parseRoutePattern)
    .sort((a, b) => comparePrecedence(a, b, settings));
  return { patterns, ...(fallback && { fallback }) };
}

/**
 * The route for a method and a decoded path without its stage. `HEAD` is not served by `GET`; a trailing slash counts.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectRoute(
  table: RouteTable,
  { method, path }: { readonly method: string; readonly path: string },
  settings: Matching,
): SelectedRoute | undefined {
  if (!routableMethods.has(method)) return undefined;
  const segments = path.slice(1).split('/');
  for (const pattern of table.patterns) {
    if (pattern.method !== 'ANY' && pattern.method !== method) continue;
    const pathParameters = matchSegments(pattern.segments, segments, settings);
    if (pathParameters) return { route: pattern.route, pathParameters };
  }
  return table.fallback && { route: table.fallback, pathParameters: new Map() };
}

function matchSegments(
  template: readonly Segment[],
  path: readonly string[],
  settings: Matching,
): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (const [at, segment] of template.entries()) {
    const text = path[at];
    if (text === undefined) {
      const isParent = segment.kind === 'greedy' && settings.greedyMatchesParent;
      return isParent ? parameters.set(segment.name, '') : undefined;
    }
    if (segment.kind === 'greedy') return parameters.set(segment.name, path.slice(at).join('/'));
    if (segment.kind === 'literal' && !isSame(segment.text, text, settings)) return undefined;
    if (segment.kind === 'parameter') {
      if (text === '' && (path.length === 1 || !settings.parameterMatchesEmptySegment)) return undefined;
      parameters.set(segment.name, text);
    }
  }
  return template.length === path.length ? parameters : undefined;
}

const isSame = (literal: string, text: string, { routeCase }: Matching): boolean =>
  literal === text || (routeCase === 'insensitive' && literal.toLowerCase() === text.toLowerCase());

const segmentRank = { literal: 0, parameter: 1, greedy: 2 } as const;

function comparePrecedence(a: RoutePattern, b: RoutePattern, { routePrecedence }: Matching): number {
  const greedy = Number(isGreedy(a)) - Number(isGreedy(b));
  const path = compareSegments(a.segments, b.segments);
  const method = Number(a.method === 'ANY') - Number(b.method === 'ANY');
  return greedy || (routePrecedence === 'path-first' ? path || method : method || path);
}

const isGreedy = ({ segments }: RoutePattern): boolean => segments.at(-1)?.kind === 'greedy';

function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (const [at, segment] of a.entries()) {
    const other = b[at];
    if (other === undefined) return -1;
    const difference = segmentRank[segment.kind] - segmentRank[other.kind];
    if (difference !== 0) return difference;
  }
  return a.length < b.length ? 1 : 0;
}
