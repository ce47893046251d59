import { lowerCaseId } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import { checkPayloadFormat } from './payload-format.ts';

/** An `AWS::ApiGatewayV2::Integration` before its function is found. */
export interface IntegrationPart {
  readonly self: ResourceIdentity;
  readonly properties: PropertyReader;
  readonly integrationId: string;
  readonly apiId: string;
  /** Empty after a fault. */
  readonly uri: string;
  readonly timeoutMillis: number;
}

const INTEGRATION_ID_LENGTH = 7;
const integrationId = (self: ResourceIdentity): string => lowerCaseId(self.at, INTEGRATION_ID_LENGTH);

const FORMAT_MISSING = 'PayloadFormatVersion is a required parameter for AWS_PROXY integrations';
const LAMBDA_ONLY = 'Use an AWS_PROXY integration with a Lambda function.';

const PROPERTIES = {
  ...modelled('ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'),
  ...modelled('IntegrationMethod', 'ConnectionType'),
  ...harmless('says nothing about requests', 'Description'),
  ...refused(
    'An integration that assumes a role is not run by the local platform',
    'Grant the invocation with an AWS::Lambda::Permission.',
    'CredentialsArn',
  ),
  ...refused(
    'Parameter mapping is not run by the local platform',
    'Map parameters in the function.',
    'RequestParameters',
    'ResponseParameters',
  ),
  ...refused('Private integrations are not run by the local platform', LAMBDA_ONLY, 'ConnectionId', 'TlsConfig'),
  ...refused('AWS service integrations are not run by the local platform', LAMBDA_ONLY, 'IntegrationSubtype'),
};

/** Milliseconds. */
const TIMEOUT = { min: 50, max: 30_000 };

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const integrationType: ResourceType<IntegrationPart> = {
  type: 'AWS::ApiGatewayV2::Integration',
  properties: PROPERTIES,
  ref: integrationId,
  attributes: { IntegrationId: integrationId },
  read: (properties, self) => {
    const supported = properties.requiredOneOf('IntegrationType', ['AWS_PROXY'], LAMBDA_ONLY) !== undefined;
    properties.oneOf(
      'IntegrationMethod',
      ['POST'],
      'A Lambda function is invoked with POST; leave IntegrationMethod out.',
    );
    properties.oneOf('ConnectionType', ['INTERNET'], LAMBDA_ONLY);
    if (supported) checkPayloadFormat(properties, 'PayloadFormatVersion', FORMAT_MISSING);
    return {
      self,
      properties,
      integrationId: integrationId(self),
      apiId: properties.string('ApiId'),
      uri: supported ? properties.string('IntegrationUri') : '',
      timeoutMillis: readTimeout(properties),
    };
  },
};

function readTimeout(properties: PropertyReader): number {
  const timeout = properties.integer('TimeoutInMillis', { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  if (timeout === undefined) return TIMEOUT.max;
  if (timeout < TIMEOUT.min || timeout > TIMEOUT.max) {
    const reason = `Timeout should be between ${TIMEOUT.min} ms and ${TIMEOUT.max} ms`;
    properties.fault('TimeoutInMillis', `${reason}, got ${timeout}`, 'Choose a TimeoutInMillis in that range.');
  }
  return timeout;
}
