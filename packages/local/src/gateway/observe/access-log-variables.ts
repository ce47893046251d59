import type { Exchange } from '../exchange.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { requestVariable, requestVariableNames } from '../request/context-variables.ts';
import { domainNameOf, domainPrefixOf } from '../request/domain.ts';
import { commonLogTime } from '../request/request-time.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import type { Refusal } from '../respond/refusal.ts';
import { exchangeSecrets } from './exchange-secrets.ts';
import { clientCertificateVariables } from './identity-variables.ts';
import { redact } from './redact.ts';

/** What an exchange came to. */
export interface Finished {
  /** As the client got it. */
  readonly response: GatewayResponse;
  /** The status the integration gave, before anything was added; or why the gateway answered by itself. */
  readonly answer: GatewayResponse | Refusal;
  /** Milliseconds since the epoch. */
  readonly finishedAt: number;
}

/**
 * Every `$context` variable that is known of a finished exchange. Names that AWS lists and this platform never has a
 * value for (Cognito identities, organizations) are left out and print `-`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function accessLogVariables(
  parts: Pick<GatewayParts, 'api' | 'model'>,
  exchange: Exchange,
  finished: Finished,
): ReadonlyMap<string, string> {
  const variables = {
    ...exchange.variables,
    ...requestVariables(parts, exchange),
    ...clientCertificateVariables(exchange.request),
    ...(exchange.customDomain && { 'customDomain.basePathMatched': exchange.customDomain.key || '(none)' }),
    ...responseVariables(exchange, finished),
    ...errorVariables(exchange, finished),
    ...integrationVariables(exchange, finished),
  };
  return new Map(Object.entries(redact(variables, exchangeSecrets(exchange))));
}

function requestVariables({ api, model }: Pick<GatewayParts, 'api' | 'model'>, exchange: Exchange) {
  const { routed, request, requestId, receivedAt } = exchange;
  if (routed)
    return Object.fromEntries(requestVariableNames.map((name) => [name, requestVariable(name, routed) ?? '']));
  const place = { home: model, api, customDomain: exchange.customDomain };
  return {
    accountId: model.accountId,
    apiId: api.apiId,
    domainName: domainNameOf(place),
    domainPrefix: domainPrefixOf(place),
    extendedRequestId: requestId,
    httpMethod: request.method,
    'identity.sourceIp': request.sourceIp,
    'identity.userAgent': exchange.headers.get('user-agent') ?? '',
    path: exchange.path,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: commonLogTime(receivedAt),
    requestTimeEpoch: String(receivedAt),
    stage: exchange.stage?.name ?? '',
  };
}

function responseVariables({ receivedAt, request }: Exchange, { response, finishedAt }: Finished) {
  return {
    dataProcessed: String(request.body.byteLength + response.body.byteLength),
    responseLatency: String(finishedAt - receivedAt),
    responseLength: String(response.body.byteLength),
    status: String(response.status),
  };
}

function errorVariables({ authorizer }: Exchange, { answer, response }: Finished): Record<string, string> {
  if (!('refusal' in answer)) return {};
  const { message } = JSON.parse(Buffer.from(response.body).toString()) as { readonly message: string };
  const denied = answer.refusal === 'forbidden' && authorizer?.outcome === 'deny';
  return {
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    ...(denied && { 'error.responseType': 'ACCESS_DENIED' }),
  };
}

function integrationVariables(exchange: Exchange, { answer }: Finished): Record<string, string> {
  const { integration, functionRequestId, secondRequestId, serviceStatus } = exchange;
  if (!integration) return {};
  const service: Record<string, string> =
    serviceStatus === undefined ? {} : { integrationStatus: String(serviceStatus) };
  const requestId: Record<string, string> = functionRequestId === undefined ? {} : { requestId: functionRequestId };
  const error: Record<string, string> =
    'refusal' in answer ? { error: answer.cause } : { status: String(answer.status) };
  const members = Object.entries({ ...service, ...requestId, ...error, latency: String(integration.durationMs) });
  return {
    ...Object.fromEntries(members.map(([name, value]) => [`integration.${name}`, value])),
    ...service,
    integrationLatency: String(integration.durationMs),
    ...('refusal' in answer && { integrationErrorMessage: answer.cause }),
    ...(functionRequestId !== undefined && { awsEndpointRequestId: functionRequestId }),
    ...(secondRequestId !== undefined && { awsEndpointRequestId2: secondRequestId }),
  };
}
