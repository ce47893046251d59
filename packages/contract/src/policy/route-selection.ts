import { type Method, methods } from '../route-key.ts';
import { isGreedy, matches, type Pattern, type Segments } from './path-pattern.ts';

/** Methods a request can have and a route can be chosen by. */
export const requestMethods: readonly Method[] = /* @__PURE__ */ methods.filter((method) => method !== 'ANY');

/** A route as it competes with others for the requests of one method. */
export interface Candidate {
  readonly routeKey: string;
  /** The template, with parameters that match an empty segment, and with parameters that do not. */
  readonly loose: Pattern;
  readonly strict: Pattern;
  /** Whether its key names the method, rather than `ANY`. */
  readonly exactMethod: boolean;
  /** Whether it is `$default`. */
  readonly fallback: boolean;
}

/**
 * What AWS does not document about the choice of a route: whether `{id}` takes an empty segment, and whether
 * `ANY /a/b` or `GET /a/{x}` serves `GET /a/b`.
 */
export interface Tiebreak {
  readonly emptyParameters: boolean;
  readonly pathFirst: boolean;
}

export const tiebreaks: readonly Tiebreak[] = /* @__PURE__ */ [true, false].flatMap((emptyParameters) =>
  [true, false].map((pathFirst) => ({ emptyParameters, pathFirst })),
);

/**
 * Orders routes so that the first that matches is chosen: full matches, then greedy ones, then `$default`; among equals
 * a literal before a parameter before a greedy one from the left, and the exact method before `ANY`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function byPrecedence<Route extends Candidate>(routes: readonly Route[], { pathFirst }: Tiebreak): Route[] {
  return routes.toSorted((a, b) => {
    const kind = kindRank(a) - kindRank(b);
    const path = comparePaths(a.loose, b.loose);
    const method = Number(b.exactMethod) - Number(a.exactMethod);
    return kind || (pathFirst ? path || method : method || path);
  });
}

/** Gives every route that may serve a path, over all that is not documented; mostly one. */
export function createRouteSelector<Route extends Candidate>(routes: readonly Route[]): (path: Segments) => Set<Route> {
  const orders = tiebreaks.map((tiebreak) => ({ ...tiebreak, routes: byPrecedence(routes, tiebreak) }));
  return (path) => {
    const chosen = orders.map(({ emptyParameters, routes: ordered }) =>
      ordered.find(({ loose, strict }) => matches(emptyParameters ? loose : strict, path)),
    );
    return new Set(chosen.filter((route) => route !== undefined));
  };
}

const kindRank = ({ fallback, loose }: Candidate): number => (fallback ? 2 : Number(isGreedy(loose)));

const partRank = { literal: 0, one: 1, some: 2 } as const;

function comparePaths(a: Pattern, b: Pattern): number {
  for (const [at, part] of a.entries()) {
    const other = b[at];
    if (other === undefined) return -1;
    const difference = partRank[part.kind] - partRank[other.kind];
    if (difference !== 0) return difference;
  }
  return a.length < b.length ? 1 : 0;
}
