import type { LambdaAuthorizer } from '../../model/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import type { AuthorizerTrace } from '../observe/request-trace.ts';
import { routeArn } from '../request/arns.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { Settings } from '../settings.ts';
import { type AskedAuthorizer, askAuthorizer } from './ask-authorizer.ts';
import { denialReason } from './authorizer-answer.ts';
import { authorizerCacheKey } from './authorizer-cache.ts';
import { malformedAnswer } from './authorizer-fault.ts';
import type { AuthorizerResult } from './authorizer-result.ts';

/**
 * An authorizer's result, from its cache where it has one and the identity sources' values are known to it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export async function askThroughCache(
  parts: GatewayParts,
  routed: RoutedRequest,
  question: { readonly authorizer: LambdaAuthorizer; readonly values: readonly string[] },
): Promise<AskedAuthorizer & { readonly cache: AuthorizerTrace['cache'] }> {
  const { authorizer, values } = question;
  const ttlSeconds = ttlSecondsOf(authorizer, parts.settings);
  if (ttlSeconds === 0) return { ...(await askAuthorizer(parts, routed, question)), cache: 'off' };
  const stage = parts.settings.authorizerCacheKeyedByStage ? { stage: routed.stage.name } : {};
  const key = authorizerCacheKey({ ...stage, authorizerId: authorizer.authorizerId, values });
  const cached = parts.cache.get(key, parts.clock.now());
  if (cached) return { result: replay(cached, parts.settings), invoked: false, cache: 'hit' };
  const { epoch } = parts.cache;
  const asked = await askAuthorizer(parts, routed, question);
  if (epoch === parts.cache.epoch && isKept(asked.result, routed, parts.settings)) {
    parts.cache.set(key, asked.result, parts.clock.now() + ttlSeconds * 1000);
  }
  return { ...asked, cache: 'miss' };
}

/** Caching needs a source, so that an authorizer without one is asked for each request. */
function ttlSecondsOf(
  { resultTtlSeconds, identitySource }: LambdaAuthorizer,
  { absentAuthorizerTtl }: Settings,
): number {
  return resultTtlSeconds ?? (identitySource.length === 0 ? 0 : absentAuthorizerTtl);
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
