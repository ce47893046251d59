import type { PayloadFormatVersion } from '../../../model/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { privateIntegration } from '../shared-findings.ts';
import { type ParameterMapping, readRequestParameters, readResponseParameters } from './parameter-mapping.ts';
import { readPayloadFormat } from './payload-format.ts';
import { readTimeout } from './timeout.ts';

/** An `AWS::ApiGatewayV2::Integration` before its function is found. */
export type IntegrationPart = LambdaIntegrationPart | HttpIntegrationPart;

interface IntegrationCommon {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly integrationId: string;
  readonly apiId: string;
  /** Empty after a fault. */
  readonly uri: string;
  readonly timeoutMillis: number;
}

export interface LambdaIntegrationPart extends IntegrationCommon {
  readonly type: 'AWS_PROXY';
  readonly payloadFormatVersion: PayloadFormatVersion;
}

export interface HttpIntegrationPart extends IntegrationCommon {
  readonly type: 'HTTP_PROXY';
  readonly method: string;
  readonly requestParameters: ParameterMapping;
  readonly responseParameters: Readonly<Record<string, ParameterMapping>>;
}

const integrationIdLength = 7;
const integrationId = (self: ResourceIdentity): string => lowerCaseId(self.at, integrationIdLength);

const formatMissing = 'PayloadFormatVersion is a required parameter for AWS_PROXY integrations';
const publicOnly =
  'Use an AWS_PROXY integration with a Lambda function, or an HTTP_PROXY integration over the internet.';

const resourceProperties = {
  ...modelled('ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'),
  ...modelled('IntegrationMethod', 'ConnectionType', 'RequestParameters', 'ResponseParameters'),
  ...harmless('says nothing about requests', 'Description'),
  ...refused(
    {
      rule: 'integration-credentials',
      what: 'An integration that assumes a role is not run by the local platform',
      remedy: 'Grant the invocation with an AWS::Lambda::Permission.',
    },
    'CredentialsArn',
  ),
  ...refused({ ...privateIntegration, remedy: publicOnly }, 'ConnectionId', 'TlsConfig'),
  ...refused(
    {
      rule: 'service-integration',
      what: 'AWS service integrations are not run by the local platform',
      remedy: publicOnly,
    },
    'IntegrationSubtype',
  ),
};

const methods = ['ANY', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const integrationType: ResourceType<IntegrationPart> = {
  type: 'AWS::ApiGatewayV2::Integration',
  properties: resourceProperties,
  ref: integrationId,
  attributes: { IntegrationId: integrationId },
  read: (properties, self) => {
    const type = properties.requiredOneOf('IntegrationType', ['AWS_PROXY', 'HTTP_PROXY'], publicOnly);
    properties.oneOf('ConnectionType', ['INTERNET'], publicOnly);
    const common = {
      self,
      properties,
      integrationId: integrationId(self),
      apiId: properties.string('ApiId'),
      uri: type === undefined ? '' : properties.string('IntegrationUri'),
      timeoutMillis: readTimeout(properties),
    };
    return type === 'HTTP_PROXY' ? readHttpProxy(properties, common) : readLambdaProxy(properties, common, type);
  },
};

function readLambdaProxy(
  properties: PropertyReader,
  common: IntegrationCommon,
  type: 'AWS_PROXY' | undefined,
): IntegrationPart {
  const remedy = 'A Lambda function is invoked with POST; leave IntegrationMethod out.';
  if (type !== undefined) {
    properties.oneOf('IntegrationMethod', ['POST'], remedy);
    for (const name of ['RequestParameters', 'ResponseParameters'].filter((candidate) => properties.has(candidate))) {
      properties.fault(name, {
        rule: 'lambda-integration-mapping',
        what: `${name} of a Lambda integration are not run by the local platform`,
        remedy: 'Map parameters in the function, or use an HTTP_PROXY integration.',
      });
    }
  }
  const version = type && readPayloadFormat(properties, 'PayloadFormatVersion', formatMissing);
  return { ...common, type: 'AWS_PROXY', payloadFormatVersion: version ?? '2.0' };
}

function readHttpProxy(properties: PropertyReader, common: IntegrationCommon): IntegrationPart {
  const method = properties.requiredOneOf('IntegrationMethod', methods, `Use one of ${methods.join(', ')}.`);
  properties.oneOf('PayloadFormatVersion', ['1.0'], 'HTTP_PROXY integrations take payload format 1.0 only.');
  return {
    ...common,
    type: 'HTTP_PROXY',
    method: method ?? '',
    requestParameters: readRequestParameters(properties),
    responseParameters: readResponseParameters(properties),
  };
}
