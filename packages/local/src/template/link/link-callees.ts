import type {
  Finding,
  HttpProxyIntegration,
  Integration,
  InvokingRole,
  JwtAuthorizer,
  LambdaAuthorizer,
  LambdaIntegration,
} from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { AuthorizerPart, LambdaAuthorizerPart } from '../resources/apigateway/authorizer.ts';
import type { IntegrationPart, LambdaIntegrationPart } from '../resources/apigateway/integration.ts';
import {
  functionOfIntegrationUri,
  functionOfInvocationUri,
  invocationForm,
} from '../resources/apigateway/lambda-uri.ts';
import type { RoleInvocation } from './invoking-roles.ts';

/** An authorizer as a route finds it: with the authorization type it stands for. */
export type LinkedAuthorizer =
  | { readonly type: 'CUSTOM'; readonly authorizer: LambdaAuthorizer }
  | { readonly type: 'JWT'; readonly authorizer: JwtAuthorizer };

/** What calls of functions are linked with. */
export interface FunctionCallees {
  /** With versions and aliases. */
  readonly functionArns: ReadonlySet<string>;
  readonly roleInvocation: RoleInvocation;
}

/** Finds the function an integration invokes; an HTTP integration needs none. */
export function linkIntegration(part: IntegrationPart, callees: FunctionCallees): Integration {
  if (part.type === 'AWS_PROXY') return linkLambdaIntegration(part, callees);
  const { self, properties: _properties, apiId: _apiId, ...integration } = part;
  return { ...self.at, ...integration } satisfies HttpProxyIntegration;
}

function linkLambdaIntegration(part: LambdaIntegrationPart, callees: FunctionCallees): LambdaIntegration {
  const { self, properties, type, integrationId, uri, payloadFormatVersion, timeoutMillis } = part;
  const functionArn = functionOfIntegrationUri(uri) ?? '';
  if (uri !== '' && !callees.functionArns.has(functionArn)) {
    const remedy = `Give the ARN of a function of the assembly, or ${invocationForm}.`;
    properties.fault('IntegrationUri', noFunction(uri, remedy));
  }
  const { requestParameters, responseParameters } = part;
  return {
    ...self.at,
    type,
    integrationId,
    functionArn,
    payloadFormatVersion,
    timeoutMillis,
    ...(Object.keys(requestParameters).length === 0 ? {} : { requestParameters }),
    ...(Object.keys(responseParameters).length === 0 ? {} : { responseParameters }),
    ...invokedAs({ ...part, credentialsName: 'CredentialsArn' }, functionArn, callees),
  };
}

interface Invoking {
  readonly properties: PropertyReader;
  readonly credentialsArn?: string;
  readonly credentialsName: string;
}

/** The role that invokes a function; one that may not is told, since every call then fails. */
function invokedAs(
  { properties, credentialsArn, credentialsName }: Invoking,
  functionArn: string,
  { roleInvocation }: FunctionCallees,
): { readonly invokedAs?: InvokingRole } {
  if (credentialsArn === undefined) return {};
  const role = roleInvocation(credentialsArn, functionArn);
  if (role.denial !== undefined) {
    properties.deviation(credentialsName, `Every call fails here: ${role.denial}.`, {
      name: 'policies',
      entry: credentialsArn,
    });
  }
  return { invokedAs: role };
}

/** Finds the function an authorizer invokes; a JWT authorizer needs none. */
export function linkAuthorizer(part: AuthorizerPart, callees: FunctionCallees): LinkedAuthorizer {
  if (part.type === 'REQUEST') return { type: 'CUSTOM', authorizer: linkLambdaAuthorizer(part, callees) };
  const { self, properties: _properties, apiId: _apiId, type, ...authorizer } = part;
  return { type, authorizer: { ...self.at, ...authorizer } };
}

function linkLambdaAuthorizer(part: LambdaAuthorizerPart, callees: FunctionCallees): LambdaAuthorizer {
  const { self, properties, apiId: _apiId, type: _type, uri, credentialsArn: _role, ...authorizer } = part;
  const functionArn = functionOfInvocationUri(uri) ?? '';
  if (uri !== '' && !callees.functionArns.has(functionArn)) {
    const remedy = `Give ${invocationForm} with a function of the assembly.`;
    properties.fault('AuthorizerUri', noFunction(uri, remedy));
  }
  const role = invokedAs({ ...part, credentialsName: 'AuthorizerCredentialsArn' }, functionArn, callees);
  return { ...self.at, ...authorizer, functionArn, ...role };
}

const noFunction = (uri: string, remedy: string): Finding => ({
  rule: 'uri-without-function',
  what: `${quote(uri)} names no function of the assembly`,
  remedy,
});
