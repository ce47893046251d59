import { quote } from '../../../runtime/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { routeKeyFinding } from './route-key.ts';

export type AuthorizationType = 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';

/** An `AWS::ApiGatewayV2::Route` before its authorizer and integration are found. */
export interface RoutePart {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly apiId: string;
  readonly routeKey: string;
  /** `undefined` after a fault. */
  readonly authorizationType: AuthorizationType | undefined;
  readonly authorizerId?: string;
  readonly scopes: readonly string[];
  readonly integrationId: string;
}

const routeIdLength = 7;
const routeId = (self: ResourceIdentity): string => lowerCaseId(self.at, routeIdLength);

const resourceProperties = {
  ...modelled(
    'ApiId',
    'RouteKey',
    'Target',
    'AuthorizationType',
    'AuthorizerId',
    'AuthorizationScopes',
    'ApiKeyRequired',
  ),
  ...harmless('a name for generated clients', 'OperationName'),
  ...refused(
    {
      rule: 'route-request-parameters',
      what: 'Request parameters of a route are not supported for HTTP APIs',
      remedy: 'Check the parameters in the function.',
    },
    'RequestParameters',
  ),
};

const knownTypes = ['NONE', 'AWS_IAM', 'CUSTOM', 'JWT'] as const;
/** Scopes per route; AWS does not raise it. */
const maxScopes = 10;
const targetPattern = /^integrations\/([A-Za-z0-9]+)$/;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
export const routeType: ResourceType<RoutePart> = {
  type: 'AWS::ApiGatewayV2::Route',
  properties: resourceProperties,
  ref: routeId,
  attributes: { RouteId: routeId },
  read: (properties, self) => {
    const authorizationType = readAuthorizationType(properties);
    const authorizerId = properties.optionalString('AuthorizerId');
    checkApiKey(properties);
    return {
      self,
      properties,
      apiId: properties.string('ApiId'),
      routeKey: readRouteKey(properties),
      authorizationType,
      integrationId: readTarget(properties),
      scopes: authorizationType === undefined ? [] : readScopes(properties, authorizationType),
      ...(authorizerId === undefined ? {} : { authorizerId }),
    };
  },
};

function readAuthorizationType(properties: PropertyReader): AuthorizationType | undefined {
  if (!properties.has('AuthorizationType')) return 'NONE';
  return properties.requiredOneOf(
    'AuthorizationType',
    knownTypes,
    'Use CUSTOM (a Lambda authorizer), JWT, AWS_IAM or NONE.',
  );
}

function readRouteKey(properties: PropertyReader): string {
  const routeKey = properties.string('RouteKey');
  const finding = routeKeyFinding(routeKey);
  if (finding !== undefined) properties.fault('RouteKey', { ...finding, given: quote(routeKey) });
  return routeKey;
}

function readTarget(properties: PropertyReader): string {
  const id = targetPattern.exec(properties.string('Target'))?.[1];
  if (id !== undefined) return id;
  properties.fault('Target', {
    rule: 'route-target-format',
    what: 'Unexpected or malformed target in route. Correct format should be integrations/<integration_id>.',
    remedy: 'Join "integrations/" and a Ref to an AWS::ApiGatewayV2::Integration.',
  });
  return '';
}

function readScopes(properties: PropertyReader, type: AuthorizationType): readonly string[] {
  const scopes = properties.strings('AuthorizationScopes');
  if (scopes.length > 0 && type !== 'JWT') {
    properties.fault('AuthorizationScopes', {
      rule: 'scopes-without-jwt-authorizer',
      what: 'Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types',
      remedy: 'Remove AuthorizationScopes, and let the Lambda authorizer check scopes by route key.',
    });
  } else if (scopes.length > maxScopes) {
    properties.fault('AuthorizationScopes', {
      rule: 'scopes-per-route',
      what: 'The route has too many authorization scopes',
      given: String(scopes.length),
      allowed: `at most ${maxScopes}`,
      remedy: 'Shorten the list.',
    });
  }
  return scopes;
}

function checkApiKey(properties: PropertyReader): void {
  if (properties.boolean('ApiKeyRequired') !== true) return;
  properties.fault('ApiKeyRequired', {
    rule: 'api-key',
    what: 'ApiKeyRequired is not supported for HTTP APIs',
    remedy: 'Check API keys in the function.',
  });
}
