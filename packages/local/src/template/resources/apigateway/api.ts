import type { Cors } from '../../../model/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** An `AWS::ApiGatewayV2::Api` before its stages and routes are found. */
export interface ApiPart {
  readonly self: ResourceIdentity;
  readonly apiId: string;
  readonly name: string;
  readonly disableExecuteApiEndpoint: boolean;
  readonly cors?: Cors;
}

const apiIdLength = 10;
const apiId = (self: ResourceIdentity): string => lowerCaseId(self.at, apiIdLength);

const openApiRemedy = 'Write the document as Body, or declare each route as an AWS::ApiGatewayV2::Route.';

const resourceProperties = {
  ...modelled('Name', 'ProtocolType', 'CorsConfiguration', 'DisableExecuteApiEndpoint', 'RouteSelectionExpression'),
  ...harmless('says nothing about requests', 'Description', 'Tags', 'Version'),
  ...harmless('the local gateway listens where it is told to', 'IpAddressType'),
  ...harmless('counts only when Body is set', 'FailOnWarnings'),
  ...refused(
    {
      rule: 'open-api-document',
      what: 'An API defined by an OpenAPI document is not run by the local platform',
      remedy: openApiRemedy,
    },
    'Body',
    'BodyS3Location',
  ),
  ...refused(
    { rule: 'quick-create', what: 'Quick create is not run by the local platform', remedy: openApiRemedy },
    'Target',
    'RouteKey',
  ),
  ...refused(
    {
      rule: 'quick-create-credentials',
      what: 'Credentials for quick create are not run by the local platform',
      remedy: 'Grant the invocation with an AWS::Lambda::Permission.',
    },
    'CredentialsArn',
  ),
};

const corsProperties = modelled(
  'AllowCredentials',
  'AllowHeaders',
  'AllowMethods',
  'AllowOrigins',
  'ExposeHeaders',
  'MaxAge',
);

const routeSelections = ['$request.method $request.path', `\${request.method} \${request.path}`];

/** Seconds: the limits API Gateway documents for `MaxAge`. */
const maxAgeRange = { min: -1, max: 86_400 };

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export const apiType: ResourceType<ApiPart> = {
  type: 'AWS::ApiGatewayV2::Api',
  properties: resourceProperties,
  ref: apiId,
  attributes: {
    ApiId: apiId,
    ApiEndpoint: (self) =>
      `https://${apiId(self)}.execute-api.${self.environment.region}.${self.environment.urlSuffix}`,
  },
  read: (properties, self) => {
    const protocol = properties.requiredOneOf(
      'ProtocolType',
      ['HTTP'],
      'Serve an HTTP API; a WebSocket API needs AWS.',
    );
    if (protocol !== undefined) properties.oneOf('RouteSelectionExpression', routeSelections);
    const cors = properties.object('CorsConfiguration', corsProperties);
    return {
      self,
      apiId: apiId(self),
      name: properties.string('Name'),
      disableExecuteApiEndpoint: properties.boolean('DisableExecuteApiEndpoint') ?? false,
      ...(cors === undefined ? {} : { cors: readCors(cors) }),
    };
  },
};

function readCors(properties: PropertyReader): Cors {
  const maxAge = properties.integer('MaxAge', maxAgeRange);
  const cors = {
    allowCredentials: properties.boolean('AllowCredentials') ?? false,
    allowHeaders: properties.strings('AllowHeaders'),
    allowMethods: properties.strings('AllowMethods'),
    allowOrigins: properties.strings('AllowOrigins'),
    exposeHeaders: properties.strings('ExposeHeaders'),
  };
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    properties.fault('AllowCredentials', {
      rule: 'cors-credentials-for-every-origin',
      what: "allow-credentials is not supported if 'allow-origin' is *",
      remedy: 'List the origins, or leave AllowCredentials out.',
    });
  }
  return maxAge === undefined ? cors : { ...cors, maxAgeSeconds: maxAge };
}
