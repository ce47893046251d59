import { encodeContext, isChallengeable } from '@scopegate/contract/decision';
import type { SimpleResponse } from '../authorizer-event.ts';
import type { Middleware, State } from '../state.ts';

/** Last step: the state as a simple response. */
export const respond = (): Middleware => ({
  after: (request) => {
    request.response = toResponse(request.internal.state);
  },
});

/**
 * Allow; or deny; or, in challenge mode, let a denied but genuine token pass with its denial in the context, so that the
 * guard can answer what the gateway cannot: why.
 */
export function toResponse({ decision, decisionId, entry, refused, routeKey, verified }: State): SimpleResponse {
  const allowed = decision?.outcome === 'allow' && refused === undefined;
  const challenged = entry?.challenge === 'genuine' && decision !== undefined && isChallengeable(decision.reason);
  if (verified !== undefined && decision !== undefined && (allowed || challenged)) {
    return {
      isAuthorized: true,
      context: encodeContext({ decision, principal: verified.principal, routeKey, decisionId }),
    };
  }
  // Reaches access logs only: $context.authorizer.reason.
  return { isAuthorized: false, context: { reason: refused ?? 'rule_invalid', decisionId } };
}
