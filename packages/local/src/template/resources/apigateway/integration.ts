import { type PayloadFormatVersion, timeoutRange } from '../../../model/index.ts';
import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { privateIntegration } from '../shared-findings.ts';
import { readCredentials } from './credentials.ts';
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

/** What an integration changes of requests and answers. */
interface Mappings {
  readonly requestParameters: ParameterMapping;
  readonly responseParameters: Readonly<Record<string, ParameterMapping>>;
}

export interface LambdaIntegrationPart extends IntegrationCommon, Mappings {
  readonly type: 'AWS_PROXY';
  readonly payloadFormatVersion: PayloadFormatVersion;
  /** The ARN of the role that invokes the function. @default API Gateway invokes it itself */
  readonly credentialsArn?: string;
}

export interface HttpIntegrationPart extends IntegrationCommon, Mappings {
  readonly type: 'HTTP_PROXY';
  readonly method: string;
}

const noMapping: Mappings = { requestParameters: {}, responseParameters: {} };

const readMappings = (properties: PropertyReader): Mappings => ({
  requestParameters: readRequestParameters(properties),
  responseParameters: readResponseParameters(properties),
});

const integrationIdLength = 7;
const integrationId = (self: ResourceIdentity): string => lowerCaseId(self.at, integrationIdLength);

const formatMissing = 'PayloadFormatVersion is a required parameter for AWS_PROXY integrations';
const publicOnly =
  'Use an AWS_PROXY integration with a Lambda function, or an HTTP_PROXY integration over the internet.';

const resourceProperties = {
  ...modelled('ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'),
  ...modelled('IntegrationMethod', 'ConnectionType', 'RequestParameters', 'ResponseParameters'),
  ...harmless('says nothing about requests', 'Description'),
  ...modelled('CredentialsArn', 'ConnectionId', 'TlsConfig', 'IntegrationSubtype'),
};

const methods = ['ANY', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const integrationType: ResourceType<IntegrationPart> = {
  type: 'AWS::ApiGatewayV2::Integration',
  properties: resourceProperties,
  ref: integrationId,
  attributes: { IntegrationId: integrationId },
  read: (properties, self) => {
    const notRun = notRunHere(properties);
    if (notRun !== undefined) {
      const { member, finding } = notRun;
      properties.fault(member, { ...finding, remedy: publicOnly });
      return refusedIntegration(properties, self);
    }
    const type = properties.requiredOneOf('IntegrationType', ['AWS_PROXY', 'HTTP_PROXY'], publicOnly);
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

const serviceIntegration = {
  rule: 'service-integration',
  what: 'AWS service integrations are not run by the local platform',
};

/** What of an integration is not run: one fault, whatever else it sets. */
function notRunHere(properties: PropertyReader) {
  if (properties.has('IntegrationSubtype')) return { member: 'IntegrationSubtype', finding: serviceIntegration };
  const member = ['ConnectionId', 'TlsConfig'].find((name) => properties.has(name));
  if (member !== undefined) return { member, finding: privateIntegration };
  return properties.optionalString('ConnectionType') === 'VPC_LINK'
    ? { member: 'ConnectionType', finding: privateIntegration }
    : undefined;
}

const refusedIntegration = (properties: PropertyReader, self: ResourceIdentity): LambdaIntegrationPart => ({
  self,
  properties,
  integrationId: integrationId(self),
  apiId: properties.string('ApiId'),
  uri: '',
  timeoutMillis: timeoutRange.max,
  type: 'AWS_PROXY',
  payloadFormatVersion: '2.0',
  ...noMapping,
});

function readLambdaProxy(
  properties: PropertyReader,
  common: IntegrationCommon,
  type: 'AWS_PROXY' | undefined,
): IntegrationPart {
  const remedy = 'A Lambda function is invoked with POST; leave IntegrationMethod out.';
  if (type !== undefined) {
    properties.oneOf('IntegrationMethod', ['POST'], remedy);
  }
  const version = type && readPayloadFormat(properties, 'PayloadFormatVersion', formatMissing);
  return {
    ...common,
    type: 'AWS_PROXY',
    payloadFormatVersion: version ?? '2.0',
    ...readMappings(properties),
    ...readCredentials(properties, 'CredentialsArn'),
  };
}

function readHttpProxy(properties: PropertyReader, common: IntegrationCommon): IntegrationPart {
  const method = properties.requiredOneOf('IntegrationMethod', methods, `Use one of ${methods.join(', ')}.`);
  properties.oneOf('PayloadFormatVersion', ['1.0'], 'HTTP_PROXY integrations take payload format 1.0 only.');
  return {
    ...common,
    type: 'HTTP_PROXY',
    method: method ?? '',
    ...readMappings(properties),
  };
}
