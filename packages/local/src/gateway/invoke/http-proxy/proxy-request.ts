import { queryPairs } from '../../../runtime/index.ts';
import { domainNameOf } from '../../request/domain.ts';
import { isHopByHop } from '../../request/request-headers.ts';
import type { RoutedRequest } from '../../request/routed-request.ts';
import type { Settings } from '../../settings.ts';
import { mapPairs, mappedValue, type Pairs } from './apply-mapping.ts';
import type { ProxyTarget } from './compile-proxy.ts';
import type { MappingInput } from './mapping-value.ts';

/** A request for an HTTP integration's target. */
export interface ProxyRequest {
  readonly method: string;
  /** `http://host:port`. */
  readonly origin: string;
  /** Path and query, percent-encoded; sent as it is, never normalised. */
  readonly target: string;
  readonly headers: Pairs;
  readonly body: Uint8Array;
}

/**
 * What the target of an HTTP integration is asked: the client's request, with `X-Forwarded-*` turned into one `Forwarded`
 * and then changed by the mappings. A path that no mapping overwrites is the URI's, with path parameters filled in.
 *
 * @param variables `$context` variables from the authorizer
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export function buildProxyRequest(
  { integration, origin, pathTemplate, request: mappings }: ProxyTarget,
  routed: RoutedRequest,
  { variables, settings }: { readonly variables: Readonly<Record<string, string>>; readonly settings: Settings },
): ProxyRequest {
  const { request } = routed;
  const input: MappingInput = { routed, variables, headers: routed.headers, body: request.body };
  return {
    method: integration.method === 'ANY' ? request.method : integration.method,
    origin,
    target: withQuery(pathOf(pathTemplate, input, mappedValue(mappings, 'path', input)), { mappings, input }),
    headers: [
      ...mapPairs([...forwardedHeaders(routed, settings), ['host', new URL(origin).host]], {
        mappings,
        on: 'header',
        input,
      }),
      ['content-length', String(request.body.byteLength)],
    ],
    body: request.body,
  };
}

function pathOf(template: string, { routed }: MappingInput, overwritten: string | undefined): string {
  const [path = '', ...query] = template.split('?');
  const asked = query.length > 0 ? `?${query.join('?')}` : '';
  if (overwritten !== undefined)
    return encodePath(overwritten.startsWith('/') ? overwritten : `/${overwritten}`) + asked;
  const filled = path.replace(/\{([^{}+]+)\+?\}/g, (_, name: string) =>
    encodePath(routed.pathParameters.get(name) ?? ''),
  );
  return filled + asked;
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function withQuery(
  path: string,
  { mappings, input }: { readonly mappings: ProxyTarget['request']; readonly input: MappingInput },
): string {
  const sent = input.routed.rawQueryString;
  const isMapped = mappings.some(({ destination }) => destination.on === 'querystring');
  const query = isMapped ? encodeQuery(mapPairs(queryPairs(sent), { mappings, on: 'querystring', input })) : sent;
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

const encodeQuery = (pairs: Pairs): string =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();

function forwardedHeaders(routed: RoutedRequest, settings: Settings): Pairs {
  const { request, headers } = routed;
  const own = request.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !isHopByHop(name) && !replaced.has(name));
  const hop = `for=${request.sourceIp};host=${domainNameOf(routed)};proto=${settings.forwardedProto}`;
  const forwarded = [headers.get('forwarded'), hop].filter((text) => text !== undefined).join(', ');
  const via = [headers.get('via'), settings.proxyVia].filter((text) => text !== undefined).join(', ');
  const trace = headers.get('x-amzn-trace-id') ?? '';
  return [...own, ['forwarded', forwarded], ['via', via], ['x-amzn-trace-id', trace]];
}

/** Written anew for the target. */
const replaced: ReadonlySet<string> = new Set([
  'content-length',
  'expect',
  'forwarded',
  'host',
  'via',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]);
