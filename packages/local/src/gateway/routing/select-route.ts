import type { Route, SkippedRoute } from '../../model/index.ts';
import type { Settings } from '../settings.ts';
import { createRouteIndex, type PathMatching, type RankedPattern, type RouteIndex } from './route-index.ts';
import { parseRoutePattern, type RoutePattern, routableMethods, type Segment } from './route-pattern.ts';

/** An API's routes, ready to be searched. */
export interface RouteTable {
  readonly index: RouteIndex;
  /** The `$default` route. */
  readonly fallback?: Route | SkippedRoute;
}

export interface SelectedRoute {
  readonly route: Route | SkippedRoute;
  /** Decoded values by name; empty for `$default`. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

type Matching = Pick<Settings, 'routePrecedence'> & PathMatching;

/**
 * Orders routes once, so that the first of those that match is the one AWS would choose: full matches before greedy ones,
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
  const index = createRouteIndex(patterns, settings);
  return { index, ...(fallback && { fallback }) };
}

/**
 * The route for a method and a decoded path without its stage. `HEAD` is not served by `GET`; a trailing slash counts.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectRoute(
  table: RouteTable,
  { method, path }: { readonly method: string; readonly path: string },
): SelectedRoute | undefined {
  if (!routableMethods.has(method)) return undefined;
  const segments = path.slice(1).split('/');
  let best: RankedPattern | undefined;
  for (const candidate of table.index.find(segments)) {
    if (candidate.pattern.method !== 'ANY' && candidate.pattern.method !== method) continue;
    if (best === undefined || candidate.rank < best.rank) best = candidate;
  }
  if (best) return { route: best.pattern.route, pathParameters: parametersOf(best.pattern.segments, segments) };
  return table.fallback && { route: table.fallback, pathParameters: none };
}

const none: ReadonlyMap<string, string> = new Map();

/** @param path segments that fit the template */
function parametersOf(template: readonly Segment[], path: readonly string[]): ReadonlyMap<string, string> {
  if (template.every(({ kind }) => kind === 'literal')) return none;
  const parameters = new Map<string, string>();
  for (const [at, segment] of template.entries()) {
    if (segment.kind === 'greedy') parameters.set(segment.name, path.slice(at).join('/'));
    if (segment.kind === 'parameter') parameters.set(segment.name, path[at] ?? '');
  }
  return parameters;
}

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
