import type { Authorization, Integration, Route } from '../../model/index.ts';
import type { RoutePart } from '../resources/apigateway/route.ts';
import { routeKeyShape } from '../resources/apigateway/route-key.ts';
import type { LinkedAuthorizer } from './link-callees.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** What the routes of one API may name, by id. */
export interface ApiCallees {
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly authorizers: ReadonlyMap<string, LinkedAuthorizer>;
}

/** Gives the routes of one API their integrations and authorizers. */
export function linkRoutes(parts: readonly RoutePart[], callees: ApiCallees): readonly Route[] {
  refuseDuplicates(parts, ({ routeKey }) => routeKeyShape(routeKey), {
    property: 'RouteKey',
    rule: 'route-key-taken',
    what: (shape) =>
      `Route with key ${shape} already exists for this API (names of parameters do not tell routes apart)`,
    remedy: 'Keep one of the two routes.',
  });
  return parts.flatMap((part) => {
    const authorization = linkAuthorization(part, callees);
    const integration = linkTarget(part, callees);
    if (authorization === undefined || integration === undefined) return [];
    return [{ ...part.self.at, routeKey: part.routeKey, authorization, integration }];
  });
}

function linkTarget({ properties, integrationId }: RoutePart, { integrations }: ApiCallees): Integration | undefined {
  const integration = integrations.get(integrationId);
  if (integration === undefined) {
    properties.fault('Target', {
      rule: 'route-target',
      what: `integrations/${integrationId} is no integration of the route's API`,
      remedy: 'Ref an AWS::ApiGatewayV2::Integration with the same ApiId.',
    });
  }
  return integration;
}

function linkAuthorization(part: RoutePart, { authorizers }: ApiCallees): Authorization | undefined {
  const { properties, authorizationType: type, authorizerId, scopes } = part;
  if (type === undefined) return undefined;
  if (type === 'CUSTOM' || type === 'JWT') {
    const linked = authorizers.get(authorizerId ?? '');
    if (linked?.type === 'CUSTOM' && type === 'CUSTOM') return linked;
    if (linked?.type === 'JWT' && type === 'JWT') return { ...linked, scopes };
    const remedy = `Ref an AWS::ApiGatewayV2::Authorizer of type ${type === 'JWT' ? 'JWT' : 'REQUEST'} with the same ApiId.`;
    properties.fault('AuthorizerId', { rule: 'route-without-authorizer', what: noAuthorizer[type], remedy });
    return undefined;
  }
  if (authorizerId === undefined) return { type };
  properties.fault('AuthorizerId', {
    rule: 'route-with-unused-authorizer',
    what: `AuthorizerId is set, but authorization type ${type} calls no authorizer`,
    remedy: 'Set AuthorizationType to CUSTOM or JWT, or remove AuthorizerId.',
  });
  return undefined;
}

const noAuthorizer = {
  CUSTOM:
    'Invalid authorizer ID specified. ' +
    'Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
  JWT: 'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.',
};
