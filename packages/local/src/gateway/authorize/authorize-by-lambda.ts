import type { LambdaAuthorizer } from '../../model/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { readPrintedSteps } from '../observe/printed-steps.ts';
import type { AuthorizerTrace } from '../observe/request-trace.ts';
import { routeArn } from '../request/arns.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { refuse } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import { askThroughCache } from './ask-through-cache.ts';
import { denialReason } from './authorizer-answer.ts';
import { logVariables, toEventContext } from './authorizer-context.ts';
import type { AuthorizerResult } from './authorizer-result.ts';
import { parseIdentitySource, resolveIdentitySources } from './identity-source.ts';
import type { RouteVerdict } from './route-verdict.ts';
import { tokenNote } from './token-note.ts';

/**
 * A route's Lambda authorizer: identity sources, cache, function, verdict, in this order. All sources must be there, or
 * nothing is invoked (401); a denial is 403; whatever goes wrong with the function is 500 and, unless a setting
 * says otherwise, not cached.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export async function authorizeByLambda(
  parts: GatewayParts,
  routed: RoutedRequest,
  authorizer: LambdaAuthorizer,
): Promise<RouteVerdict> {
  const sources =
    parts.identitySources.get(authorizer.authorizerId) ?? authorizer.identitySource.map(parseIdentitySource);
  const resolved = resolveIdentitySources(sources, routed, parts.settings);
  if ('missing' in resolved) {
    const reason = `identity source ${resolved.missing.expression} is missing or empty`;
    return {
      refusal: refuse('unauthorized', reason),
      trace: { ...emptyTrace(authorizer), cache: 'none', outcome: 'deny', reason },
    };
  }
  const startedAt = parts.clock.now();
  const { cache, ...asked } = await askThroughCache(parts, routed, { authorizer, values: resolved.values });
  const trace: AuthorizerTrace = {
    ...emptyTrace(authorizer),
    cache,
    invoked: asked.invoked,
    cold: asked.invocation?.cold ?? false,
    durationMs: parts.clock.now() - startedAt,
    steps: readPrintedSteps(asked.invocation?.logs ?? []),
  };
  const judged = { ...judge(asked.result, trace, { routeArn: routeArn(routed), settings: parts.settings }), asked };
  const note = judged.refusal === undefined ? {} : tokenNote(resolved.values, parts);
  return judged.trace === undefined ? judged : { ...judged, trace: { ...judged.trace, ...note } };
}

function judge(
  result: AuthorizerResult,
  trace: AuthorizerTrace,
  { routeArn, settings }: { readonly routeArn: string; readonly settings: Settings },
): RouteVerdict {
  if (result.kind === 'fault') {
    const { reason, refusal, logged = reason } = result;
    return {
      refusal: refuse(refusal, reason),
      trace: { ...trace, outcome: 'error', reason },
      variables: { 'authorizer.error': logged },
    };
  }
  const variables = logVariables(result, settings);
  const reason = denialReason(result, routeArn);
  if (reason) return { refusal: refuse('forbidden', reason), trace: { ...trace, outcome: 'deny', reason }, variables };
  const context = toEventContext(result, settings);
  return { ...(context && { context }), trace: { ...trace, outcome: 'allow' }, variables };
}

const emptyTrace = (authorizer: LambdaAuthorizer): AuthorizerTrace => ({
  type: 'CUSTOM',
  identitySources: authorizer.identitySource,
  cache: 'none',
  invoked: false,
  cold: false,
  durationMs: 0,
  outcome: 'error',
  steps: [],
});
