import type { Integration, LambdaAuthorizer } from '../../model.ts';
import type { AuthorizerPart } from '../resources/apigateway/authorizer.ts';
import type { IntegrationPart } from '../resources/apigateway/integration.ts';
import {
  functionOfIntegrationUri,
  functionOfInvocationUri,
  INVOCATION_FORM,
} from '../resources/apigateway/lambda-uri.ts';

/** Finds the function an integration invokes. */
export function linkIntegration(part: IntegrationPart, functionArns: ReadonlySet<string>): Integration {
  const { self, properties, integrationId, uri, timeoutMillis } = part;
  const functionArn = functionOfIntegrationUri(uri) ?? '';
  if (uri !== '' && !functionArns.has(functionArn)) {
    properties.fault(
      'IntegrationUri',
      noFunction(uri),
      `Give the ARN of a function of the assembly, or ${INVOCATION_FORM}.`,
    );
  }
  return { ...self.at, integrationId, functionArn, payloadFormatVersion: '2.0', timeoutMillis };
}

/** Finds the function an authorizer invokes. */
export function linkAuthorizer(part: AuthorizerPart, functionArns: ReadonlySet<string>): LambdaAuthorizer {
  const { self, properties, apiId: _apiId, uri, ...authorizer } = part;
  const functionArn = functionOfInvocationUri(uri) ?? '';
  if (uri !== '' && !functionArns.has(functionArn)) {
    properties.fault('AuthorizerUri', noFunction(uri), `Give ${INVOCATION_FORM} with a function of the assembly.`);
  }
  return { ...self.at, ...authorizer, functionArn, payloadFormatVersion: '2.0' };
}

const noFunction = (uri: string): string => `${JSON.stringify(uri)} names no function of the assembly`;
