import type { LambdaIntegration } from '../../model/index.ts';
import { queryPairs } from '../../runtime/index.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import type { Settings } from '../settings.ts';
import { mapPairs, mappedValue } from './http-proxy/apply-mapping.ts';
import { compileMappings } from './http-proxy/compile-proxy.ts';
import type { MappingInput } from './http-proxy/mapping-value.ts';
import { toClientResponse } from './http-proxy/proxy-response.ts';

/** What a mapping of a function's integration may read beside the request. */
interface MappingContext {
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

/**
 * The request as the function sees it in its event: with mapped headers, query and path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function mapFunctionRequest(
  integration: LambdaIntegration,
  routed: RoutedRequest,
  { variables, settings }: MappingContext,
): RoutedRequest {
  if (integration.requestParameters === undefined) return routed;
  const { request: mappings } = compileMappings(integration);
  const input: MappingInput = { routed, variables, headers: routed.headers, body: routed.request.body };
  const path = settings.mappedPathOfFunctions === 'shown' ? mappedValue(mappings, 'path', input) : undefined;
  const isQueryMapped = mappings.some(({ destination }) => destination.on === 'querystring');
  const query = mapPairs(queryPairs(routed.rawQueryString), { mappings, on: 'querystring', input });
  return {
    ...routed,
    headers: new Map(mapPairs([...routed.headers], { mappings, on: 'header', input })),
    ...(isQueryMapped && {
      rawQueryString: new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString(),
    }),
    ...(path !== undefined && { rawPath: path.startsWith('/') ? path : `/${path}` }),
  };
}

/** The answer of the function as the client gets it. @throws TypeError when a mapping makes a status code that is none */
export function mapFunctionAnswer(
  integration: LambdaIntegration,
  answer: GatewayResponse,
  request: Pick<MappingInput, 'routed' | 'variables'>,
): GatewayResponse {
  if (integration.responseParameters === undefined) return answer;
  return toClientResponse(compileMappings(integration), answer, request);
}
