import { RefusedValueError, type Route, type SkippedRoute } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';

/** One segment of a route's path template. */
export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

/** A route key, taken apart. */
export interface RoutePattern {
  readonly route: Route | SkippedRoute;
  /** One of {@link routableMethods} or `ANY`. */
  readonly method: string;
  readonly segments: readonly Segment[];
}

/** The methods a route key may name, and so the only ones that are served. Others are not found. */
export const routableMethods: ReadonlySet<string> = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]);

/**
 * Reads `METHOD /path/{name}/{rest+}`. `$default` is no pattern; the caller keeps it apart.
 *
 * @throws RefusedValueError when the key is not of that form
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function parseRoutePattern(route: Route | SkippedRoute): RoutePattern {
  const [, method = '', path = ''] = /^(\S+) (\/\S*)$/.exec(route.routeKey) ?? [];
  const wellFormed = (routableMethods.has(method) || method === 'ANY') && (path === '/' || !path.endsWith('/'));
  const segments = path.slice(1).split('/').map(parseSegment);
  const greedyAt = segments.findIndex((segment) => segment?.kind === 'greedy');
  const greedyIsLast = greedyAt < 0 || greedyAt === segments.length - 1;
  if (!wellFormed || !greedyIsLast || !segments.every((segment) => segment !== undefined)) {
    throw new RefusedValueError({
      rule: 'route-key',
      what: `The route key ${quote(route.routeKey)} is malformed`,
      allowed: '"METHOD /path" with segments "text", "{name}" or, last, "{name+}", or "$default"',
      remedy: 'Correct the route key.',
    });
  }
  return { route, method, segments };
}

function parseSegment(text: string): Segment | undefined {
  const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name !== undefined) return { kind: plus ? 'greedy' : 'parameter', name };
  return /[{}]/.test(text) ? undefined : { kind: 'literal', text };
}
