import type { AuthorizerEvent } from '../authorizer-event.ts';
import type { Middleware, State } from '../state.ts';

/** First step: takes from the event what may be decided upon, and nothing else. */
export const readRequest = (createId: () => string): Middleware => ({
  before: (request) => {
    request.internal.state = toState(request.event, createId());
  },
});

// The identity source is what API Gateway caches by; the header serves where nothing is configured and so nothing cached.
const toState = (event: AuthorizerEvent, decisionId: string): State => ({
  authorization: event.identitySource?.[0] ?? event.headers?.['authorization'],
  routeKey: event.routeKey,
  decisionId,
});
