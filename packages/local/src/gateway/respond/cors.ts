import type { Cors } from '../../model/index.ts';
import type { Settings } from '../settings.ts';
import type { GatewayResponse } from './gateway-response.ts';

type CorsSettings = Pick<
  Settings,
  'wildcardOriginAnswer' | 'corsListSeparator' | 'schemeWildcards' | 'unmatchedOriginAnswer' | 'preflightAllowHeaders'
>;
type Headers = readonly (readonly [name: string, value: string])[];

/** A request's origin measured against an API's `CorsConfiguration`. */
export interface CorsRequest {
  readonly cors: Cors;
  /** The `Origin` header. */
  readonly origin: string | undefined;
  /** `Access-Control-Request-Headers`; only asked for where preflights echo it. */
  readonly askedHeaders?: string | undefined;
  readonly settings: CorsSettings;
}

/**
 * The gateway's own answer to `OPTIONS` where no route matches: 204 whether or not the origin is allowed, with CORS
 * headers only when it is. Does not compare `Access-Control-Request-Method` or `-Headers`: the browser does.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightResponse(request: CorsRequest): GatewayResponse {
  const { cors, settings, askedHeaders } = request;
  const origin = originHeaders(request);
  const list = (values: readonly string[]) => values.join(settings.corsListSeparator);
  const rest: Headers = [
    ['access-control-allow-methods', list(cors.allowMethods)],
    ['access-control-allow-headers', echo(askedHeaders, settings) ?? list(cors.allowHeaders)],
    ['access-control-max-age', cors.maxAgeSeconds === undefined ? '' : String(cors.maxAgeSeconds)],
  ];
  const headers = origin.length === 0 ? [] : [...origin, ...rest.filter(([, value]) => value !== '')];
  return { status: 204, headers, body: new Uint8Array() };
}

const echo = (asked: string | undefined, { preflightAllowHeaders }: CorsSettings): string | undefined =>
  preflightAllowHeaders === 'echo' ? asked : undefined;

/**
 * A response, the gateway's own errors included, with the API's CORS headers. The integration's own are always
 * discarded; without an allowed origin nothing takes their place.
 */
export function withCors(response: GatewayResponse, request: CorsRequest): GatewayResponse {
  const own = response.headers.filter(([name]) => !name.startsWith('access-control-'));
  const added = originHeaders(request);
  return { ...response, headers: mergeVary([...own, ...added]) };
}

function originHeaders({ cors, origin, settings }: CorsRequest): Headers {
  const allowed = allowedOrigin(cors.allowOrigins, origin, settings);
  if (allowed === undefined) return [];
  return [
    ['access-control-allow-origin', allowed],
    ...(allowed === '*' ? [] : ([['vary', 'origin']] as const)),
    ...(cors.allowCredentials ? ([['access-control-allow-credentials', 'true']] as const) : []),
    ...(cors.exposeHeaders.length > 0
      ? ([['access-control-expose-headers', cors.exposeHeaders.join(settings.corsListSeparator)]] as const)
      : []),
  ];
}

function allowedOrigin(allowed: readonly string[], origin: string | undefined, settings: CorsSettings) {
  if (!origin) return undefined;
  if (allowed.includes(origin)) return origin;
  if (allowed.includes('*')) return settings.wildcardOriginAnswer === 'literal' ? '*' : origin;
  const byScheme = ['https://*', 'http://*'].some(
    (pattern) => allowed.includes(pattern) && origin.startsWith(pattern.slice(0, -1)),
  );
  if (byScheme && settings.schemeWildcards === 'matched') return origin;
  return settings.unmatchedOriginAnswer === 'first-allowed' ? allowed[0] : undefined;
}

function mergeVary(headers: Headers): Headers {
  const vary = headers.filter(([name]) => name === 'vary').map(([, value]) => value);
  if (vary.length < 2) return headers;
  return [...headers.filter(([name]) => name !== 'vary'), ['vary', vary.join(',')]];
}
