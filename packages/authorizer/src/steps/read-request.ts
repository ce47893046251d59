import type { AuthorizerEvent } from '../authorizer-event.ts';
import type { Middleware, State } from '../state.ts';

export interface ReadRequestOptions {
  readonly createId: () => string;
  /** Whether the event must show that the cache of verdicts is keyed by the route. */
  readonly cachedByRoute: boolean;
}

/** First step: takes from the event what may be decided upon, and nothing else. */
export const readRequest = ({ createId, cachedByRoute }: ReadRequestOptions): Middleware => ({
  before: ({ event, internal }) => {
    internal.state = { ...toState(event, createId()), cacheKeyUnproven: cachedByRoute && !isRouteInKey(event) };
  },
});

// The identity source is what API Gateway caches by; the header serves where nothing is configured and so nothing cached.
const toState = (event: AuthorizerEvent, decisionId: string): State => ({
  authorization: event.identitySource?.[0] ?? event.headers?.['authorization'],
  routeKey: event.routeKey,
  decisionId,
});

// Caching requires an identity source, so without one there is no cache.
const isRouteInKey = ({ identitySource, routeKey }: AuthorizerEvent): boolean =>
  !identitySource ||
  (Array.isArray(identitySource) && (identitySource.length === 0 || identitySource.includes(routeKey)));
