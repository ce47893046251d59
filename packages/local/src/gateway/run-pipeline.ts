import { authorize } from './authorize/authorize-route.ts';
import { enterByDomain } from './domain/enter-by-domain.ts';
import { hostOf } from './domain/mapped-api.ts';
import { findDomain } from './domain/select-mapping.ts';
import type { Exchange } from './exchange.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { invokeIntegration } from './invoke/invoke-integration.ts';
import { executeApiDomain } from './request/arns.ts';
import type { AuthorizerContext } from './request/build-event.ts';
import type { CustomDomain } from './request/custom-domain.ts';
import { decodeTarget } from './request/decode-target.ts';
import { checkLimits } from './request/limits.ts';
import type { RoutedRequest } from './request/routed-request.ts';
import { preflightResponse } from './respond/cors.ts';
import type { GatewayResponse } from './respond/gateway-response.ts';
import { isRefusal, type Refusal, refuse } from './respond/refusal.ts';
import { selectRoute } from './routing/select-route.ts';
import { type SelectedStage, selectStage } from './routing/select-stage.ts';

/**
 * The way of a request, step by step: limits, path, stage, route (or preflight), authorizer, throttle, integration.
 * What each step learns is noted on the exchange.
 */
export async function runPipeline(parts: GatewayParts, exchange: Exchange): Promise<GatewayResponse | Refusal> {
  const routed = route(parts, exchange);
  if (!('route' in routed)) return routed;
  exchange.routed = routed;
  if (parts.settings.throttlePosition === 'before-authorizer') {
    const throttled = throttle(parts, routed);
    if (throttled) return throttled;
  }
  const authorization = await authorize(parts, routed);
  exchange.authorization = authorization;
  if (authorization.trace) exchange.authorizer = authorization.trace;
  if (authorization.variables) exchange.variables = authorization.variables;
  if (authorization.refusal) return authorization.refusal;
  if (parts.settings.throttlePosition === 'after-authorizer') {
    const throttled = throttle(parts, routed);
    if (throttled) return throttled;
  }
  return integrate(parts, exchange, { routed, context: authorization.context });
}

function route(parts: GatewayParts, exchange: Exchange): RoutedRequest | GatewayResponse | Refusal {
  const { api, model, settings } = parts;
  const { request, headers, requestId, receivedAt } = exchange;
  const early = settings.sizeLimitPosition === 'before-routing' ? checkLimits(request, settings) : undefined;
  const refused = early ?? checkHost(parts, exchange);
  if (refused) return refused;
  const target = decodeTarget(request.target, settings);
  if (isRefusal(target)) return target;
  exchange.path = target.rawPath;
  const selected = enter(parts, exchange, target.rawPath);
  if (isRefusal(selected)) return selected;
  exchange.stage = selected.stage;
  if (selected.customDomain) exchange.customDomain = selected.customDomain;
  if (selected.customDomain && settings.mappingPath === 'stripped') exchange.path = selected.routePath;
  const matched = selectRoute(parts.routes, { method: request.method, path: selected.routePath });
  if (!matched) return unmatched(parts, exchange);
  const late = settings.sizeLimitPosition === 'after-routing' ? checkLimits(request, settings) : undefined;
  if (late) return late;
  const { route: found, pathParameters } = matched;
  if (!('integration' in found)) return refuse('not-implemented', `route ${found.routeKey} is skipped`);
  return {
    request,
    api,
    home: model,
    requestId,
    receivedAt,
    headers,
    ...target,
    ...selected,
    rawPath: exchange.path,
    route: found,
    pathParameters,
  };
}

/** By a custom domain, or by the path's first segment. */
function enter(
  { api, model, settings }: GatewayParts,
  { request, headers }: Exchange,
  rawPath: string,
): (SelectedStage & { readonly customDomain?: CustomDomain }) | Refusal {
  const domain = findDomain(model.domainNames, headers.get('host'));
  if (domain) return enterByDomain(domain, { request, api, rawPath, settings });
  const selected = selectStage(api.stages, rawPath);
  return selected ?? refuse('not-found', 'no stage matches the path, and there is no $default stage');
}

function checkHost({ api, model }: GatewayParts, { request, headers }: Exchange): Refusal | undefined {
  // RFC 9112 §3.2 lets Host be empty; no name of API Gateway is.
  if (!hostOf(request)) return refuse('bad-request', 'a request must have exactly one Host header, not empty');
  if (!api.disableExecuteApiEndpoint) return undefined;
  const host = headers.get('host')?.toLowerCase().replace(/:\d+$/, '');
  if (host !== executeApiDomain({ home: model, api })) return undefined;
  return refuse('endpoint-disabled', 'DisableExecuteApiEndpoint is set and the request names the execute-api host');
}

function unmatched({ api, settings }: GatewayParts, { request, headers }: Exchange): GatewayResponse | Refusal {
  if (request.method === 'OPTIONS' && api.cors) {
    const askedHeaders = headers.get('access-control-request-headers');
    return preflightResponse({ cors: api.cors, origin: headers.get('origin'), askedHeaders, settings });
  }
  return refuse('not-found', 'no route matches method and path');
}

function throttle({ throttler, clock }: GatewayParts, { stage, route }: RoutedRequest): Refusal | undefined {
  if (throttler.admit(stage, route.routeKey, clock.now())) return undefined;
  return refuse(
    'too-many-requests',
    `the throttle of the account, stage ${stage.name} or route ${route.routeKey} is exhausted`,
  );
}

async function integrate(
  parts: GatewayParts,
  exchange: Exchange,
  { routed, context }: { readonly routed: RoutedRequest; readonly context: AuthorizerContext | undefined },
): Promise<GatewayResponse | Refusal> {
  const caller = { context, variables: exchange.variables };
  const { answer, trace, functionRequestId, secondRequestId, serviceStatus } = await invokeIntegration(
    parts,
    routed,
    caller,
  );
  exchange.integration = trace;
  if (serviceStatus !== undefined) exchange.serviceStatus = serviceStatus;
  if (secondRequestId !== undefined) exchange.secondRequestId = secondRequestId;
  if (functionRequestId !== undefined) exchange.functionRequestId = functionRequestId;
  return answer;
}
