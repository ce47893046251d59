import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { own } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { harmless, modelled, refused } from '../properties/property-table.ts';
import { privateIntegration } from '../resources/shared-findings.ts';
import { versionText } from './version-text.ts';

const names = {
  uri: 'IntegrationUri',
  httpMethod: 'IntegrationMethod',
  payloadFormatVersion: 'PayloadFormatVersion',
  timeoutInMillis: 'TimeoutInMillis',
  connectionType: 'ConnectionType',
  connectionId: 'ConnectionId',
  credentials: 'CredentialsArn',
  integrationSubtype: 'IntegrationSubtype',
  requestParameters: 'RequestParameters',
  description: 'Description',
} as const;

const integrationMembers = {
  ...modelled('type', 'responseParameters', '$ref', ...Object.keys(names)),
  ...harmless('REST APIs alone use it', 'passthroughBehavior', 'responses', 'contentHandling', 'cacheNamespace'),
  ...refused({ ...privateIntegration, remedy: 'Use an aws_proxy integration.' }, 'tlsConfig'),
};

const sharedReference = '#/components/x-amazon-apigateway-integrations/';

/**
 * Reads an operation's `x-amazon-apigateway-integration`, or the one of `components` it points at, as properties of
 * `AWS::ApiGatewayV2::Integration`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readIntegration(operation: PropertyReader, shared: PropertyReader | undefined): JsonObject | undefined {
  const name = 'x-amazon-apigateway-integration';
  const integration = operation.object(name, integrationMembers);
  if (integration === undefined) {
    operation.fault(name, {
      rule: 'operation-without-integration',
      what: 'The operation has no integration',
      remedy: `Give it an ${name}.`,
    });
    return undefined;
  }
  const pointer = integration.optionalString('$ref');
  if (pointer === undefined) return toProperties(integration);
  const target = pointer.startsWith(sharedReference)
    ? shared?.object(pointer.slice(sharedReference.length), integrationMembers)
    : undefined;
  if (target !== undefined) return toProperties(target);
  integration.fault('$ref', {
    rule: 'integration-reference',
    what: `${quote(pointer)} is no integration of the document`,
    remedy: `Point at ${sharedReference}<name>.`,
  });
  return undefined;
}

function toProperties(integration: PropertyReader): JsonObject {
  const type = integration.string('type').toUpperCase();
  const entries = Object.entries(names).flatMap(([name, property]): (readonly [string, Json])[] => {
    const value = integration.written(name);
    return value === undefined ? [] : [[property, imported(name, value)]];
  });
  const mapping = integration.written('responseParameters');
  return {
    IntegrationType: type,
    ...Object.fromEntries(entries),
    ...(isJsonObject(mapping) ? { ResponseParameters: responseParameters(mapping) } : {}),
  };
}

function imported(name: string, value: Json): Json {
  if (name === 'payloadFormatVersion') return versionText(value);
  return name === 'httpMethod' ? upper(value) : value;
}

const upper = (value: Json): Json => (typeof value === 'string' ? value.toUpperCase() : value);

/** The document maps destination to source; the resource lists them. */
const responseParameters = (byStatus: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(byStatus).map((status) => {
      const mapping = own(byStatus, status);
      const entries = isJsonObject(mapping) ? Object.entries(mapping) : [];
      return [status, { ResponseParameters: entries.map(([Destination, Source]) => ({ Destination, Source })) }];
    }),
  );
