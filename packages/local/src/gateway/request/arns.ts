import type { RoutedRequest } from './routed-request.ts';

type ApiPlace = Pick<RoutedRequest, 'home' | 'api'>;

const executeApi = ({ home, api }: ApiPlace): string =>
  `arn:${home.partition}:execute-api:${home.region}:${home.accountId}:${api.apiId}`;

/**
 * What policies are evaluated against: the concrete method and the concrete path, without the stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function routeArn(routed: RoutedRequest): string {
  return `${executeApi(routed)}/${routed.stage.name}/${routed.request.method}${routed.routePath}`;
}

/**
 * The `aws:SourceArn` of an integration's invocation: the concrete method and the route's template path; `$default`
 * stands for both. AWS does not document it; this is what the grants that CDK and the console write are made for.
 */
export function integrationSourceArn(routed: RoutedRequest): string {
  const { routeKey } = routed.route;
  const prefix = `${executeApi(routed)}/${routed.stage.name}`;
  if (routeKey === '$default') return `${prefix}/$default`;
  return `${prefix}/${routed.request.method}${routeKey.slice(routeKey.indexOf(' ') + 1)}`;
}

/** The `aws:SourceArn` of an authorizer's invocation. */
export function authorizerSourceArn(place: ApiPlace, authorizerId: string): string {
  return `${executeApi(place)}/authorizers/${authorizerId}`;
}

/** The API's own host name. Never the loopback address it is reached by here, so that it is the same as on AWS. */
export function executeApiDomain({ home, api }: ApiPlace): string {
  const suffix = home.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${api.apiId}.execute-api.${home.region}.${suffix}`;
}
