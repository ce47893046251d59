import {
  type Api,
  accessLogFormatFindings,
  cachingFindings,
  type Fault,
  type FaultPlace,
  type Finding,
  type Integration,
  type JwtAuthorizer,
  type LambdaAuthorizer,
  type Located,
  payloadFormatFindings,
  qualifiedId,
  RefusedValueError,
  type Route,
  renderFaults,
  type Stage,
  simpleResponseFindings,
  timeoutFindings,
  ttlFindings,
} from '../model/index.ts';
import { parseIdentitySource } from './authorize/identity-source.ts';
import { type IssuerKeys, issuerSource } from './authorize/jwt/issuer-source.ts';
import { type Quotas, quotaFaults } from './check-quotas.ts';
import { compileMappings, compileProxy } from './invoke/http-proxy/compile-proxy.ts';
import { parseRoutePattern } from './routing/route-pattern.ts';

/** An API this gateway will not serve, with every reason at once. */
export class GatewayConfigurationError extends Error {
  override readonly name = 'GatewayConfigurationError';
  readonly faults: readonly Fault[];

  constructor(api: Api, faults: readonly Fault[]) {
    super(`API ${qualifiedId(api)} cannot be served:\n\n${renderFaults(faults)}`);
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
    ...distinctJwtAuthorizers(api).flatMap((authorizer) => jwtAuthorizerFaults(authorizer, surroundings)),
    ...integrations.flatMap((integration) => integrationFaults(integration, surroundings)),
    ...quotaFaults(api, counts, surroundings),
    ...api.stages.flatMap(accessLogFaults),
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

function routeFaults(route: Route): Fault[] {
  const at = property(route, 'AWS::ApiGatewayV2::Route');
  const isKnownType = ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'].includes(route.authorization.type);
  return [
    ...(route.routeKey === '$default'
      ? []
      : at(
          'RouteKey',
          refusalOf(() => parseRoutePattern(route)),
        )),
    ...at('AuthorizationType', isKnownType ? [] : [unknownAuthorizationType]),
  ];
}

const unknownAuthorizationType: Finding = {
  rule: 'authorization-type',
  what: 'AuthorizationType is none that a gateway knows',
  allowed: 'NONE, AWS_IAM, CUSTOM, JWT',
  remedy: 'Use one of these.',
};

function integrationFaults(integration: Integration, { allowedHttpHosts }: Surroundings): Fault[] {
  const at = property(integration, 'AWS::ApiGatewayV2::Integration');
  const timeout = at('TimeoutInMillis', timeoutFindings(integration.timeoutMillis));
  if (integration.type === 'AWS_PROXY') {
    const { refusals } = compileMappings(integration);
    return [
      ...timeout,
      ...at('PayloadFormatVersion', payloadFormatFindings(integration.payloadFormatVersion)),
      ...refusals.flatMap(({ member, finding }) => at(member, [finding])),
    ];
  }
  const compiled = compileProxy(integration, allowedHttpHosts);
  const refusals = 'refusals' in compiled ? compiled.refusals : [];
  return [...timeout, ...refusals.flatMap(({ member, finding }) => at(member, [finding]))];
}

function authorizerFaults(authorizer: LambdaAuthorizer): Fault[] {
  const at = property(authorizer, 'AWS::ApiGatewayV2::Authorizer');
  const {
    resultTtlSeconds: ttl = 0,
    identitySource,
    payloadFormatVersion: version,
    enableSimpleResponses,
  } = authorizer;
  return [
    ...identitySource.flatMap((expression, index) =>
      at(
        `IdentitySource[${index}]`,
        refusalOf(() => parseIdentitySource(expression)),
      ),
    ),
    ...at('AuthorizerPayloadFormatVersion', payloadFormatFindings(version)),
    ...at('EnableSimpleResponses', simpleResponseFindings(enableSimpleResponses, version)),
    ...at('AuthorizerResultTtlInSeconds', ttlFindings(ttl)),
    ...at('IdentitySource', cachingFindings(ttl, identitySource)),
  ];
}

function jwtAuthorizerFaults(authorizer: JwtAuthorizer, { issuerKeys }: Surroundings): Fault[] {
  const at = property(authorizer, 'AWS::ApiGatewayV2::Authorizer');
  return [
    ...at(
      'IdentitySource',
      refusalOf(() => parseIdentitySource(authorizer.identitySource)),
    ),
    ...at(
      'JwtConfiguration.Issuer',
      refusalOf(() => issuerSource(authorizer.issuer, issuerKeys)),
    ),
  ];
}

const accessLogFaults = ({ accessLog, ...stage }: Stage): Fault[] =>
  accessLog === undefined
    ? []
    : property(stage, 'AWS::ApiGatewayV2::Stage')(
        'AccessLogSettings.Format',
        accessLogFormatFindings(accessLog.format),
      );

/** Gives findings about a property of a resource their place. */
const property =
  ({ stack, logicalId }: Located, type: string) =>
  (name: string, findings: readonly Finding[]): Fault[] => {
    const where: FaultPlace = { stack, logicalId, type, path: `Properties.${name}` };
    return findings.map((finding) => ({ where, ...finding }));
  };

function refusalOf(parse: () => unknown): Finding[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof RefusedValueError) return [error.finding];
    throw error;
  }
}
