import { queryPairs } from '../../runtime/index.ts';
import type { Settings } from '../settings.ts';
import { routeArn } from './arns.ts';
import type { AuthorizerContext, Event } from './build-event.ts';
import { domainNameOf, domainPrefixOf } from './domain.ts';
import { multiValueHeaders } from './header-case.ts';
import { encodeBody } from './request-body.ts';
import { commonLogTime } from './request-time.ts';
import type { RoutedRequest } from './routed-request.ts';

/**
 * The event of payload format 1.0 for an integration. What is empty is null, never absent.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function integrationEventV1(
  routed: RoutedRequest,
  authorizer: AuthorizerContext | undefined,
  settings: Settings,
): Event {
  const { body = null, isBase64Encoded } = encodeBody(
    routed.request.body,
    routed.headers.get('content-type'),
    settings,
  );
  const flat = flatAuthorizer(authorizer);
  return {
    version: '1.0',
    ...requestMembers(routed, settings),
    requestContext: {
      ...requestContext(routed, authorizer && 'iam' in authorizer ? authorizer.iam : {}),
      ...(flat && { authorizer: flat }),
    },
    ...parameterMembers(routed),
    body,
    isBase64Encoded,
  };
}

/**
 * The event of payload format 1.0 for a REQUEST authorizer.
 *
 * @param identitySource the resolved values in configured order
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function authorizerEventV1(routed: RoutedRequest, identitySource: readonly string[], settings: Settings): Event {
  const joined = identitySource.length > 0 ? identitySource.join(',') : null;
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: routeArn(routed),
    identitySource: joined,
    authorizationToken: joined,
    ...requestMembers(routed, settings),
    ...parameterMembers(routed),
    requestContext: requestContext(routed, {}),
  };
}

/** Also `$default` names itself as resource. */
const resourcePath = (routeKey: string): string => routeKey.slice(routeKey.indexOf(' ') + 1);

function requestMembers(
  { request, route, rawPath, rawQueryString, headers }: RoutedRequest,
  { singleValueMaps }: Settings,
): Event {
  const query = Map.groupBy(queryPairs(rawQueryString), ([name]) => name);
  const values = [...query].map(([name, pairs]) => [name, pairs.map(([, value]) => value)] as const);
  const multiValue = multiValueHeaders(request.headers, headers);
  return {
    resource: resourcePath(route.routeKey),
    path: rawPath,
    httpMethod: request.method,
    headers: single([...multiValue], singleValueMaps),
    multiValueHeaders: Object.fromEntries(multiValue),
    queryStringParameters: values.length > 0 ? single(values, singleValueMaps) : null,
    multiValueQueryStringParameters: values.length > 0 ? Object.fromEntries(values) : null,
  };
}

const choose = {
  last: (values: readonly string[]) => values.at(-1) ?? '',
  first: ([value = '']: readonly string[]) => value,
  joined: (values: readonly string[]) => values.join(','),
};

const single = (
  entries: readonly (readonly [name: string, values: readonly string[]])[],
  which: Settings['singleValueMaps'],
) => Object.fromEntries(entries.map(([name, values]) => [name, choose[which](values)]));

function parameterMembers({ pathParameters, stage }: RoutedRequest): Event {
  return {
    pathParameters: pathParameters.size > 0 ? Object.fromEntries(pathParameters) : null,
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : null,
  };
}

function requestContext(routed: RoutedRequest, iam: Readonly<Record<string, unknown>>): Event {
  const { home, api, request, rawPath, requestId, route, stage, receivedAt } = routed;
  return {
    accountId: home.accountId,
    apiId: api.apiId,
    domainName: domainNameOf(routed),
    domainPrefix: domainPrefixOf(routed),
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: identityMember(routed, iam),
    path: rawPath,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: commonLogTime(receivedAt),
    requestTimeEpoch: receivedAt,
    resourceId: route.routeKey,
    resourcePath: resourcePath(route.routeKey),
    stage: stage.name,
  };
}

function identityMember({ request, headers }: RoutedRequest, iam: Readonly<Record<string, unknown>>): Event {
  return {
    accessKey: iam['accessKey'] ?? null,
    accountId: iam['accountId'] ?? null,
    caller: iam['callerId'] ?? null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: iam['principalOrgId'] ?? null,
    sourceIp: request.sourceIp,
    user: iam['userId'] ?? null,
    userAgent: headers.get('user-agent') ?? '',
    userArn: iam['userArn'] ?? null,
    ...(request.clientCertificate && { clientCert: request.clientCertificate }),
  };
}

/** In format 1.0 nothing names the kind of authorizer; an IAM caller is in `identity`. */
function flatAuthorizer(authorizer: AuthorizerContext | undefined): Event | undefined {
  if (!authorizer || 'iam' in authorizer) return undefined;
  if ('jwt' in authorizer) return authorizer.jwt;
  return { ...authorizer.lambda, ...(authorizer.principalId !== undefined && { principalId: authorizer.principalId }) };
}
