import type { Settings } from '../settings.ts';
import { routeArn } from './arns.ts';
import { domainNameOf, domainPrefixOf } from './domain.ts';
import { joinedQuery } from './query.ts';
import { encodeBody } from './request-body.ts';
import { splitCookies } from './request-headers.ts';
import { commonLogTime } from './request-time.ts';
import type { RoutedRequest } from './routed-request.ts';

/** What a function gets as its event once it is JSON text, which leaves out members that are undefined. */
export type Event = Readonly<Record<string, unknown>>;

/** What an integration learns about the caller: one key that names the kind of authorizer. */
export type AuthorizerContext =
  | {
      readonly lambda: Event | null;
      /** Shown by payload format 1.0 alone. */
      readonly principalId?: string;
    }
  | { readonly iam: Event }
  | { readonly jwt: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null } };

/**
 * The event of payload format 2.0 for an integration. What is empty is absent, never null.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function integrationEvent(
  routed: RoutedRequest,
  authorizer: AuthorizerContext | undefined,
  settings: Settings,
): Event {
  return {
    ...commonMembers(routed),
    requestContext: requestContext(routed, authorizer),
    ...optionalMembers(routed),
    ...encodeBody(routed.request.body, routed.headers.get('content-type'), settings),
  };
}

/**
 * The event of payload format 2.0 for a REQUEST authorizer: the integration's without a body, plus what it decides by.
 *
 * @param identitySource the resolved values in configured order
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function authorizerEvent(routed: RoutedRequest, identitySource: readonly string[], settings: Settings): Event {
  return {
    type: 'REQUEST',
    routeArn: routeArn(routed),
    ...identitySourceMember(identitySource, settings),
    ...commonMembers(routed),
    requestContext: requestContext(routed, undefined),
    ...optionalMembers(routed),
  };
}

function identitySourceMember(values: readonly string[], { absentIdentitySource }: Settings): Event {
  if (values.length > 0) return { identitySource: values };
  return absentIdentitySource === 'null' ? { identitySource: null } : {};
}

/** Authorizer and integration are told the same. */
const madeCommon = new WeakMap<RoutedRequest, Event>();

function commonMembers(routed: RoutedRequest): Event {
  const made = madeCommon.get(routed) ?? makeCommonMembers(routed);
  madeCommon.set(routed, made);
  return made;
}

function makeCommonMembers({ route, rawPath, rawQueryString, request, headers }: RoutedRequest): Event {
  const shared = { version: '2.0', routeKey: route.routeKey, rawPath, rawQueryString };
  if (!headers.has('cookie')) return { ...shared, headers: Object.fromEntries(headers) };
  const { cookie: _, ...withoutCookie } = Object.fromEntries(headers);
  const cookies = splitCookies(request.headers);
  return { ...shared, ...(cookies.length > 0 && { cookies }), headers: withoutCookie };
}

function optionalMembers({ rawQueryString, pathParameters, stage }: RoutedRequest): Event {
  const query = rawQueryString === '' ? undefined : joinedQuery(rawQueryString);
  return {
    ...(query && query.size > 0 && { queryStringParameters: Object.fromEntries(query) }),
    ...(pathParameters.size > 0 && { pathParameters: Object.fromEntries(pathParameters) }),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
  };
}

function requestContext(routed: RoutedRequest, authorizer: AuthorizerContext | undefined): Event {
  const { home, api, request, rawPath, requestId, route, stage, receivedAt, headers } = routed;
  return {
    accountId: home.accountId,
    apiId: api.apiId,
    authentication: request.clientCertificate && { clientCert: request.clientCertificate },
    authorizer: authorizer && 'lambda' in authorizer ? { lambda: authorizer.lambda } : authorizer,
    domainName: domainNameOf(routed),
    domainPrefix: domainPrefixOf(routed),
    http: {
      method: request.method,
      path: rawPath,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: headers.get('user-agent') ?? '',
    },
    requestId,
    routeKey: route.routeKey,
    stage: stage.name,
    time: commonLogTime(receivedAt),
    timeEpoch: receivedAt,
  };
}
