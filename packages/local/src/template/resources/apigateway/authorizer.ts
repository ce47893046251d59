import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPayloadFormat } from './payload-format.ts';

/** An `AWS::ApiGatewayV2::Authorizer` of type REQUEST before its function is found. */
export interface AuthorizerPart {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly authorizerId: string;
  readonly apiId: string;
  readonly name: string;
  /** Empty after a fault. */
  readonly uri: string;
  readonly enableSimpleResponses: boolean;
  readonly identitySource: readonly string[];
  readonly resultTtlSeconds: number;
}

const AUTHORIZER_ID_LENGTH = 6;
const authorizerId = (self: ResourceIdentity): string => lowerCaseId(self.at, AUTHORIZER_ID_LENGTH);

const PROPERTIES = {
  ...modelled('ApiId', 'Name', 'AuthorizerType', 'AuthorizerUri', 'AuthorizerPayloadFormatVersion'),
  ...modelled('EnableSimpleResponses', 'IdentitySource', 'AuthorizerResultTtlInSeconds'),
  ...harmless('not used by HTTP APIs', 'IdentityValidationExpression'),
  ...refused(
    'An authorizer that assumes a role is not run by the local platform',
    'Grant the invocation with an AWS::Lambda::Permission.',
    'AuthorizerCredentialsArn',
  ),
  ...refused(
    'JWT authorizers are not run by the local platform',
    'Use a Lambda authorizer (type REQUEST).',
    'JwtConfiguration',
  ),
};

const MAX_TTL_SECONDS = 3600;
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const IDENTITY_SOURCE = new RegExp(
  `^\\$(?:request\\.header\\.${TOKEN}|request\\.querystring\\.\\S+|context\\.[A-Za-z][A-Za-z0-9_.]*|stageVariables\\.[A-Za-z0-9_]+)$`,
);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const authorizerType: ResourceType<AuthorizerPart> = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  properties: PROPERTIES,
  ref: authorizerId,
  attributes: { AuthorizerId: authorizerId },
  read: (properties, self) => {
    const type = properties.requiredOneOf('AuthorizerType', ['REQUEST'], 'Use a Lambda authorizer (type REQUEST).');
    if (type !== undefined) checkPayload(properties);
    const identitySource = readIdentitySource(properties);
    return {
      self,
      properties,
      authorizerId: authorizerId(self),
      apiId: properties.string('ApiId'),
      name: properties.string('Name'),
      uri: type === undefined ? '' : readUri(properties),
      enableSimpleResponses: properties.boolean('EnableSimpleResponses') ?? false,
      identitySource,
      resultTtlSeconds: readTtl(properties, identitySource),
    };
  },
};

function checkPayload(properties: PropertyReader): void {
  const version = properties.optionalString('AuthorizerPayloadFormatVersion');
  if (properties.boolean('EnableSimpleResponses') === true && version !== '2.0') {
    properties.fault(
      'EnableSimpleResponses',
      'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
      'Set AuthorizerPayloadFormatVersion to "2.0".',
    );
  }
  const whenMissing = 'AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer';
  checkPayloadFormat(properties, 'AuthorizerPayloadFormatVersion', whenMissing);
}

function readUri(properties: PropertyReader): string {
  const uri = properties.optionalString('AuthorizerUri');
  if (uri === undefined) {
    const remedy = 'Give the invocation URI of the authorizer function.';
    properties.fault('AuthorizerUri', 'AuthorizerUri is a required field in an Authorizer', remedy);
  }
  return uri ?? '';
}

function readIdentitySource(properties: PropertyReader): readonly string[] {
  const sources = properties.strings('IdentitySource');
  for (const [index, source] of sources.entries()) {
    if (IDENTITY_SOURCE.test(source)) continue;
    properties.fault(
      `IdentitySource[${index}]`,
      `Invalid identity source expression: ${source}`,
      'Use $request.header.<name>, $request.querystring.<name>, $context.<variable> or $stageVariables.<name>.',
    );
  }
  return sources;
}

/** No TTL means no caching: the API has no default of its own. */
function readTtl(properties: PropertyReader, identitySource: readonly string[]): number {
  const name = 'AuthorizerResultTtlInSeconds';
  const ttl = properties.integer(name, { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }) ?? 0;
  if (ttl < 0 || ttl > MAX_TTL_SECONDS) {
    const reason = `Authorizer result TTL outside allowable range. TTL must be between 0 and ${MAX_TTL_SECONDS} seconds.`;
    properties.fault(name, `${reason} Got ${ttl}.`, 'Choose a TTL in that range; 0 turns caching off.');
  } else if (ttl > 0 && identitySource.length === 0) {
    const reason = 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)';
    properties.fault('IdentitySource', reason, `List the identity sources, or set ${name} to 0.`);
  }
  return ttl;
}
