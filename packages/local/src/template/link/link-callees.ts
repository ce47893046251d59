import type {
  Finding,
  HttpProxyIntegration,
  Integration,
  JwtAuthorizer,
  LambdaAuthorizer,
  LambdaIntegration,
} from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { AuthorizerPart, LambdaAuthorizerPart } from '../resources/apigateway/authorizer.ts';
import type { IntegrationPart, LambdaIntegrationPart } from '../resources/apigateway/integration.ts';
import {
  functionOfIntegrationUri,
  functionOfInvocationUri,
  invocationForm,
} from '../resources/apigateway/lambda-uri.ts';

/** An authorizer as a route finds it: with the authorization type it stands for. */
export type LinkedAuthorizer =
  | { readonly type: 'CUSTOM'; readonly authorizer: LambdaAuthorizer }
  | { readonly type: 'JWT'; readonly authorizer: JwtAuthorizer };

/** Finds the function an integration invokes; an HTTP integration needs none. */
export function linkIntegration(part: IntegrationPart, functionArns: ReadonlySet<string>): Integration {
  if (part.type === 'AWS_PROXY') return linkLambdaIntegration(part, functionArns);
  const { self, properties: _properties, apiId: _apiId, ...integration } = part;
  return { ...self.at, ...integration } satisfies HttpProxyIntegration;
}

function linkLambdaIntegration(part: LambdaIntegrationPart, functionArns: ReadonlySet<string>): LambdaIntegration {
  const { self, properties, type, integrationId, uri, payloadFormatVersion, timeoutMillis } = part;
  const functionArn = functionOfIntegrationUri(uri) ?? '';
  if (uri !== '' && !functionArns.has(functionArn)) {
    const remedy = `Give the ARN of a function of the assembly, or ${invocationForm}.`;
    properties.fault('IntegrationUri', noFunction(uri, remedy));
  }
  return { ...self.at, type, integrationId, functionArn, payloadFormatVersion, timeoutMillis };
}

/** Finds the function an authorizer invokes; a JWT authorizer needs none. */
export function linkAuthorizer(part: AuthorizerPart, functionArns: ReadonlySet<string>): LinkedAuthorizer {
  if (part.type === 'REQUEST') return { type: 'CUSTOM', authorizer: linkLambdaAuthorizer(part, functionArns) };
  const { self, properties: _properties, apiId: _apiId, type, ...authorizer } = part;
  return { type, authorizer: { ...self.at, ...authorizer } };
}

function linkLambdaAuthorizer(part: LambdaAuthorizerPart, functionArns: ReadonlySet<string>): LambdaAuthorizer {
  const { self, properties, apiId: _apiId, type: _type, uri, ...authorizer } = part;
  const functionArn = functionOfInvocationUri(uri) ?? '';
  if (uri !== '' && !functionArns.has(functionArn)) {
    const remedy = `Give ${invocationForm} with a function of the assembly.`;
    properties.fault('AuthorizerUri', noFunction(uri, remedy));
  }
  return { ...self.at, ...authorizer, functionArn };
}

const noFunction = (uri: string, remedy: string): Finding => ({
  rule: 'uri-without-function',
  what: `${quote(uri)} names no function of the assembly`,
  remedy,
});
