import type { LambdaAuthorizer } from '../../model.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import type { AuthorizerTrace } from '../observe/request-trace.ts';
import { parseTraceLines } from '../observe/trace-lines.ts';
import { routeArn } from '../request/arns.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { refuse } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import { type AskedAuthorizer, type AuthorizerResult, askAuthorizer } from './ask-authorizer.ts';
import type { Authorization } from './authorization.ts';
import { type AuthorizerAnswer, denialReason } from './authorizer-answer.ts';
import { authorizerCacheKey } from './authorizer-cache.ts';
import { malformedAnswer } from './authorizer-fault.ts';
import { parseIdentitySource, resolveIdentitySources } from './identity-source.ts';

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
): Promise<Authorization> {
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
    steps: parseTraceLines(asked.invocation?.logs ?? []),
  };
  return { ...judge(asked.result, trace, { routeArn: routeArn(routed), settings: parts.settings }), asked };
}

async function askThroughCache(
  parts: GatewayParts,
  routed: RoutedRequest,
  question: { readonly authorizer: LambdaAuthorizer; readonly values: readonly string[] },
): Promise<AskedAuthorizer & { readonly cache: AuthorizerTrace['cache'] }> {
  const { authorizer, values } = question;
  if (authorizer.resultTtlSeconds === 0) return { ...(await askAuthorizer(parts, routed, question)), cache: 'off' };
  const stage = parts.settings.authorizerCacheKeyedByStage ? { stage: routed.stage.name } : {};
  const key = authorizerCacheKey({ ...stage, authorizerId: authorizer.authorizerId, values });
  const cached = parts.cache.get(key, parts.clock.now());
  if (cached) return { result: replay(cached, parts.settings), invoked: false, cache: 'hit' };
  const asked = await askAuthorizer(parts, routed, question);
  if (isKept(asked.result, routed, parts.settings)) {
    parts.cache.set(key, asked.result, parts.clock.now() + authorizer.resultTtlSeconds * 1000);
  }
  return { ...asked, cache: 'miss' };
}

function replay(result: AuthorizerResult, { cachedJsonText }: Settings): AuthorizerResult {
  if (cachedJsonText === 'served' || result.kind === 'fault') return result;
  const texts = Object.values(result.context ?? {}).filter((value) => typeof value === 'string');
  return texts.some(isJsonText) ? malformedAnswer('the cached context holds JSON as text') : result;
}

function isJsonText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function isKept(result: AuthorizerResult, routed: RoutedRequest, settings: Settings): boolean {
  if (result.kind === 'fault') return settings.authorizerErrors === 'cached';
  return settings.authorizerDenials === 'cached' || denialReason(result, routeArn(routed)) === undefined;
}

function judge(
  result: AuthorizerResult,
  trace: AuthorizerTrace,
  { routeArn, settings }: { readonly routeArn: string; readonly settings: Settings },
): Authorization {
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

function toEventContext(answer: AuthorizerAnswer, settings: Settings) {
  const principal = answer.kind === 'policy' && answer.principalId !== undefined && { principalId: answer.principalId };
  const context = shownContext(answer, settings);
  if (context) return { lambda: context, ...principal };
  return settings.absentAuthorizerContext === 'null' || principal ? { lambda: null, ...principal } : undefined;
}

function shownContext({ context }: AuthorizerAnswer, { nullContextMembers, emptyAuthorizerContext }: Settings) {
  if (!context) return undefined;
  const shown =
    nullContextMembers === 'kept'
      ? context
      : Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
  return emptyAuthorizerContext === 'as-absent' && Object.keys(shown).length === 0 ? undefined : shown;
}

function logVariables(answer: AuthorizerAnswer, { accessLogContextObjects }: Settings): Record<string, string> {
  const isLogged = (value: unknown) => accessLogContextObjects === 'json' || typeof value !== 'object';
  const entries = Object.entries(answer.context ?? {})
    .filter(([, value]) => value !== null && isLogged(value))
    .map(([name, value]) => [`authorizer.${name}`, typeof value === 'string' ? value : JSON.stringify(value)]);
  const principal = answer.kind === 'policy' && answer.principalId !== undefined ? [answer.principalId] : [];
  return Object.fromEntries([...entries, ...principal.map((id) => ['authorizer.principalId', id])]);
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
