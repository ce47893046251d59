import type { Api, LambdaAuthorizer, Route } from '../model.ts';
import { qualifiedId } from '../model.ts';
import { parseIdentitySource } from './authorize/identity-source.ts';
import { errorMessage } from './error-text.ts';
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

/**
 * Checks what the pipeline relies on, so that nothing unreadable is first met by a request: authorization types, route
 * keys, identity sources, TTLs, payload versions, time limits, access log formats. Does not check that functions exist
 * or may be invoked: as on AWS, that is found by the request.
 *
 * @throws GatewayConfigurationError with all faults
 */
export function checkApi(api: Api): void {
  const faults = [
    ...api.routes.flatMap(routeFaults),
    ...distinctAuthorizers(api).flatMap(authorizerFaults),
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

function routeFaults(route: Route): string[] {
  const place = qualifiedId(route);
  const { payloadFormatVersion, timeoutMillis } = route.integration;
  const isKnownType = ['NONE', 'AWS_IAM', 'CUSTOM'].includes(route.authorization.type);
  return [
    ...(route.routeKey === '$default' ? [] : messageOf(() => parseRoutePattern(route), place)),
    ...faultIf(!isKnownType, `${place}: AuthorizationType must be NONE, AWS_IAM or CUSTOM`),
    ...faultIf(payloadFormatVersion !== '2.0', `${place}: the integration's PayloadFormatVersion must be 2.0`),
    ...faultIf(!(timeoutMillis >= 50 && timeoutMillis <= 30_000), `${place}: TimeoutInMillis must be from 50 to 30000`),
  ];
}

function authorizerFaults(authorizer: LambdaAuthorizer): string[] {
  const place = qualifiedId(authorizer);
  const { resultTtlSeconds: ttl, identitySource, payloadFormatVersion } = authorizer;
  return [
    ...identitySource.flatMap((expression) => messageOf(() => parseIdentitySource(expression), place)),
    ...faultIf(payloadFormatVersion !== '2.0', `${place}: AuthorizerPayloadFormatVersion must be 2.0`),
    ...faultIf(!(ttl >= 0 && ttl <= 3600), `${place}: AuthorizerResultTtlInSeconds must be from 0 to 3600`),
    ...faultIf(ttl > 0 && identitySource.length === 0, `${place}: IdentitySource must be set when results are cached`),
  ];
}

const faultIf = (isFault: boolean, fault: string): string[] => (isFault ? [fault] : []);

function messageOf(parse: () => unknown, place: string): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [`${place}: ${errorMessage(error)}`];
  }
}
