import {
  cachingFindings,
  type PayloadFormatVersion,
  simpleResponseFindings,
  ttlFindings,
} from '../../../model/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { readCredentials } from './credentials.ts';
import { readIdentitySources, readTokenSource } from './identity-source-property.ts';
import { readJwtConfiguration } from './jwt-configuration.ts';
import { readPayloadFormat } from './payload-format.ts';

/** An `AWS::ApiGatewayV2::Authorizer` before its function is found. */
export type AuthorizerPart = LambdaAuthorizerPart | JwtAuthorizerPart;

interface AuthorizerCommon {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly authorizerId: string;
  readonly apiId: string;
  readonly name: string;
}

export interface LambdaAuthorizerPart extends AuthorizerCommon {
  readonly type: 'REQUEST';
  /** Empty after a fault. */
  readonly uri: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
  readonly enableSimpleResponses: boolean;
  readonly identitySource: readonly string[];
  readonly resultTtlSeconds?: number;
  /** The ARN of the role that invokes the function. @default API Gateway invokes it itself */
  readonly credentialsArn?: string;
}

export interface JwtAuthorizerPart extends AuthorizerCommon {
  readonly type: 'JWT';
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly identitySource: string;
}

const authorizerIdLength = 6;
const authorizerId = (self: ResourceIdentity): string => lowerCaseId(self.at, authorizerIdLength);

const requestOnly = ['AuthorizerUri', 'AuthorizerPayloadFormatVersion', 'EnableSimpleResponses'] as const;

const resourceProperties = {
  ...modelled('ApiId', 'Name', 'AuthorizerType', 'IdentitySource', 'AuthorizerResultTtlInSeconds', 'JwtConfiguration'),
  ...modelled(...requestOnly),
  ...harmless('not used by HTTP APIs', 'IdentityValidationExpression'),
  ...modelled('AuthorizerCredentialsArn'),
};

const typeRemedy = 'Use a Lambda authorizer (type REQUEST) or a JWT authorizer (type JWT).';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const authorizerType: ResourceType<AuthorizerPart> = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  properties: resourceProperties,
  ref: authorizerId,
  attributes: { AuthorizerId: authorizerId },
  read: (properties, self) => {
    const type = properties.requiredOneOf('AuthorizerType', ['REQUEST', 'JWT'], typeRemedy);
    const common = {
      self,
      properties,
      authorizerId: authorizerId(self),
      apiId: properties.string('ApiId'),
      name: properties.string('Name'),
    };
    return type === 'JWT' ? readJwt(properties, common) : readLambda(properties, common, type);
  },
};

function readJwt(properties: PropertyReader, common: AuthorizerCommon): JwtAuthorizerPart {
  for (const name of requestOnly.filter((candidate) => properties.has(candidate))) {
    properties.fault(name, {
      rule: 'request-authorizer-property',
      what: `${name} is only valid for REQUEST authorizers`,
      remedy: `Remove ${name}.`,
    });
  }
  return { ...common, type: 'JWT', ...readJwtConfiguration(properties), identitySource: readTokenSource(properties) };
}

function readLambda(
  properties: PropertyReader,
  common: AuthorizerCommon,
  type: 'REQUEST' | undefined,
): LambdaAuthorizerPart {
  if (type !== undefined && properties.has('JwtConfiguration')) {
    properties.fault('JwtConfiguration', {
      rule: 'jwt-authorizer-property',
      what: 'JwtConfiguration is only valid for JWT authorizers',
      remedy: 'Remove it, or set AuthorizerType to JWT.',
    });
  }
  const version = type && readPayload(properties);
  const identitySource = readIdentitySources(properties);
  return {
    ...common,
    type: 'REQUEST',
    uri: type === undefined ? '' : readUri(properties),
    payloadFormatVersion: version ?? '2.0',
    enableSimpleResponses: properties.boolean('EnableSimpleResponses') ?? false,
    identitySource,
    ...readTtl(properties, identitySource),
    ...readCredentials(properties, 'AuthorizerCredentialsArn'),
  };
}

function readPayload(properties: PropertyReader): PayloadFormatVersion | undefined {
  const version = properties.optionalString('AuthorizerPayloadFormatVersion');
  const isSimple = properties.boolean('EnableSimpleResponses') === true;
  for (const finding of simpleResponseFindings(isSimple, version)) properties.fault('EnableSimpleResponses', finding);
  const whenMissing = 'AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer';
  return readPayloadFormat(properties, 'AuthorizerPayloadFormatVersion', whenMissing);
}

function readUri(properties: PropertyReader): string {
  const uri = properties.optionalString('AuthorizerUri');
  if (uri === undefined) {
    properties.fault('AuthorizerUri', {
      rule: 'authorizer-without-uri',
      what: 'AuthorizerUri is a required field in an Authorizer',
      remedy: 'Give the invocation URI of the authorizer function.',
    });
  }
  return uri ?? '';
}

function readTtl(
  properties: PropertyReader,
  identitySource: readonly string[],
): Pick<LambdaAuthorizerPart, 'resultTtlSeconds'> {
  const name = 'AuthorizerResultTtlInSeconds';
  const ttl = properties.integer(name, { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  if (ttl === undefined) return {};
  const outside = ttlFindings(ttl);
  for (const finding of outside) properties.fault(name, finding);
  if (outside.length > 0) return { resultTtlSeconds: ttl };
  for (const finding of cachingFindings(ttl, identitySource)) properties.fault('IdentitySource', finding);
  return { resultTtlSeconds: ttl };
}
