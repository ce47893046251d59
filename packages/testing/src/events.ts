import type { APIGatewayProxyEventV2, APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';

export interface HttpEventOptions {
  /** The concrete path. @default the route key's path */
  readonly path?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** A list is sent as often as it is long. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON, with its content type; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `requestContext.authorizer.lambda`. */
  readonly context?: unknown;
  /** `requestContext.authorizer.iam`. */
  readonly iam?: Readonly<Record<string, unknown>>;
}

const api = {
  accountId: '123456789012',
  apiId: 'api1234567',
  domainName: 'api1234567.execute-api.us-east-1.amazonaws.com',
  domainPrefix: 'api1234567',
  requestId: 'JKJaXmPLvHcESHA=',
  stage: '$default',
  time: '12/Mar/2020:19:03:58 +0000',
  timeEpoch: 1_583_348_638_390,
};

const http = (routeKey: string, path?: string) => {
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  return { method, path: path ?? template, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'test' };
};

type Query = NonNullable<HttpEventOptions['query']>;

const queryPairs = (query: Query = {}): [string, string][] =>
  Object.entries(query).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));

// API Gateway joins the values of a name with commas.
const joinedQuery = (query: Query): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, values]) => [name, [values].flat().join(',')]));

/** What API Gateway sends to an integration with payload format 2.0; empty members are left out, as API Gateway does. */
export function httpEvent(routeKey: string, options: HttpEventOptions = {}): APIGatewayProxyEventV2 {
  const { context, iam, pathParameters, query, body, headers = {} } = options;
  const authorizer = { ...(context === undefined ? {} : { lambda: context }), ...(iam === undefined ? {} : { iam }) };
  const described = http(routeKey, options.path);
  const event = {
    version: '2.0',
    routeKey,
    rawPath: described.path,
    rawQueryString: new URLSearchParams(queryPairs(query)).toString(),
    headers: { ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}), ...headers },
    requestContext: {
      ...api,
      routeKey,
      http: described,
      ...(Object.keys(authorizer).length === 0 ? {} : { authorizer }),
    },
    isBase64Encoded: false,
    ...(pathParameters === undefined ? {} : { pathParameters: { ...pathParameters } }),
    ...(query === undefined ? {} : { queryStringParameters: joinedQuery(query) }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  return event;
}

/** What API Gateway sends to a REQUEST authorizer with payload format 2.0 whose identity sources are header and route key. */
export function authorizerEvent(
  routeKey: string,
  authorization?: string,
  path?: string,
): APIGatewayRequestAuthorizerEventV2 {
  const described = http(routeKey, path);
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `arn:aws:execute-api:us-east-1:${api.accountId}:${api.apiId}/$default/${described.method}${described.path}`,
    identitySource: authorization === undefined ? [] : [authorization, routeKey],
    routeKey,
    rawPath: described.path,
    rawQueryString: '',
    cookies: [],
    headers: authorization === undefined ? {} : { authorization },
    requestContext: { ...api, routeKey, http: described },
    pathParameters: {},
    stageVariables: {},
  };
}
