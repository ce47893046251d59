import { type Api, type Integration, type LambdaAuthorizer, qualifiedId, type Route } from '../model/index.ts';
import { errorMessage } from '../runtime/index.ts';
import { parseIdentitySource } from './authorize/identity-source.ts';
import { type IssuerKeys, issuerSource } from './authorize/jwt/issuer-source.ts';
import { type Quotas, quotaFaults } from './check-quotas.ts';
import { compileProxy } from './invoke/http-proxy/compile-proxy.ts';
import { parseRoutePattern } from './routing/route-pattern.ts';

/** An API this gateway will not serve, with every reason at once. */
export class GatewayConfigurationError extends Error {
  override readonly name = 'GatewayConfigurationError';
  /** One sentence each, with the place in the assembly. */
  readonly faults: readonly string[];

  constructor(api: Api, faults: readonly string[]) {
    super(`API ${qualifiedId(api)} cannot be served:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** What the check needs to know beside the API. */
export interface Surroundings extends Quotas {
  readonly issuerKeys: IssuerKeys;
  readonly allowedHttpHosts: readonly string[];
}

/**
 * Checks what the pipeline relies on, so that nothing unreadable is first met by a request: authorization types, route
 * keys, identity sources, TTLs, payload versions, time limits, issuers, HTTP targets and their mappings, access log
 * formats, quotas. Does not check that functions exist or may be invoked, nor that an issuer answers: as on AWS, that is found
 * by the request.
 *
 * @throws GatewayConfigurationError with all faults
 */
export function checkApi(api: Api, surroundings: Surroundings): void {
  const authorizers = distinctAuthorizers(api);
  const integrations = distinctIntegrations(api);
  const counts = {
    authorizers: authorizers.length + distinctJwtAuthorizers(api).length,
    integrations: integrations.length,
  };
  const faults = [
    ...api.routes.flatMap(routeFaults),
    ...authorizers.flatMap(authorizerFaults),
    ...distinctJwtAuthorizers(api).flatMap((authorizer) => [
      ...messageOf(() => parseIdentitySource(authorizer.identitySource), qualifiedId(authorizer)),
      ...messageOf(() => issuerSource(authorizer.issuer, surroundings.issuerKeys), qualifiedId(authorizer)),
    ]),
    ...integrations.flatMap((integration) => integrationFaults(integration, surroundings)),
    ...quotaFaults(api, counts, surroundings),
    ...api.stages.flatMap(({ accessLog, ...stage }) =>
      accessLog && !/\$context\.(requestId|extendedRequestId)/.test(accessLog.format)
        ? [`${qualifiedId(stage)}: the access log format must contain $context.requestId`]
        : [],
    ),
  ];
  if (faults.length > 0) throw new GatewayConfigurationError(api, faults);
}

/** The Lambda authorizers of an API's routes, each once. */
export function distinctAuthorizers(api: Api): LambdaAuthorizer[] {
  const found = api.routes.flatMap(({ authorization }) =>
    authorization.type === 'CUSTOM' ? [authorization.authorizer] : [],
  );
  return [...new Map(found.map((authorizer) => [authorizer.authorizerId, authorizer])).values()];
}

function distinctJwtAuthorizers(api: Api) {
  const found = api.routes.flatMap(({ authorization }) =>
    authorization.type === 'JWT' ? [authorization.authorizer] : [],
  );
  return [...new Map(found.map((authorizer) => [authorizer.authorizerId, authorizer])).values()];
}

/** The integrations of an API's routes, each once. */
export function distinctIntegrations(api: Api): Integration[] {
  return [...new Map(api.routes.map(({ integration }) => [integration.integrationId, integration])).values()];
}

function routeFaults(route: Route): string[] {
  const place = qualifiedId(route);
  const isKnownType = ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'].includes(route.authorization.type);
  return [
    ...(route.routeKey === '$default' ? [] : messageOf(() => parseRoutePattern(route), place)),
    ...faultIf(!isKnownType, `${place}: AuthorizationType must be NONE, AWS_IAM, CUSTOM or JWT`),
  ];
}

function integrationFaults(integration: Integration, { allowedHttpHosts }: Surroundings): string[] {
  const place = qualifiedId(integration);
  const { timeoutMillis } = integration;
  const timeout = faultIf(
    !(timeoutMillis >= 50 && timeoutMillis <= 30_000),
    `${place}: Timeout should be between 50 ms and 30000 ms (TimeoutInMillis must be from 50 to 30000)`,
  );
  if (integration.type === 'AWS_PROXY') return [...timeout, ...versionFaults(integration.payloadFormatVersion, place)];
  const compiled = compileProxy(integration, allowedHttpHosts);
  return [...timeout, ...('faults' in compiled ? compiled.faults.map((fault) => `${place}: ${fault}`) : [])];
}

function authorizerFaults(authorizer: LambdaAuthorizer): string[] {
  const place = qualifiedId(authorizer);
  const { resultTtlSeconds: ttl, identitySource, payloadFormatVersion: version, enableSimpleResponses } = authorizer;
  const ttlRange = 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.';
  const sourceMissing = 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)';
  const simple = 'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".';
  return [
    ...identitySource.flatMap((expression) => messageOf(() => parseIdentitySource(expression), place)),
    ...versionFaults(version, place),
    ...faultIf(enableSimpleResponses && version !== '2.0', `${place}: ${simple}`),
    ...faultIf(!(ttl >= 0 && ttl <= 3600), `${place}: ${ttlRange}`),
    ...faultIf(ttl > 0 && identitySource.length === 0, `${place}: ${sourceMissing}`),
  ];
}

const versionFaults = (version: string, place: string): string[] =>
  faultIf(version !== '1.0' && version !== '2.0', `${place}: Unsupported PayloadFormatVersion: ${version}`);

const faultIf = (isFault: boolean, fault: string): string[] => (isFault ? [fault] : []);

function messageOf(parse: () => unknown, place: string): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [`${place}: ${errorMessage(error)}`];
  }
}
