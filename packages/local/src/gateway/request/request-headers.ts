import type { Settings } from '../settings.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { joinRepeat } from './query.ts';

/** Headers of the connection to the gateway, not of the message: RFC 9110 section 7.6.1. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** @param name lower case */
export const isHopByHop = (name: string): boolean => hopByHop.has(name);

/** Headers with lower-case names, repeats joined with a comma and no space. Connection headers are left out. */
export function joinHeaders(headers: GatewayRequest['headers']): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!isHopByHop(lower)) joinRepeat(joined, lower, value);
  }
  return joined;
}

/**
 * The headers functions see, `cookie` still among them: what the client sent, plus what the gateway adds or
 * overwrites. `content-length` is what was received, `"0"` without a body.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function receivedHeaders(
  request: GatewayRequest,
  traceId: string,
  settings: Settings,
): ReadonlyMap<string, string> {
  const headers = joinHeaders(request.headers);
  const forwardedFor = headers.get('x-forwarded-for');
  headers.set('content-length', String(request.body.byteLength));
  headers.set('x-amzn-trace-id', traceId);
  headers.set('x-forwarded-for', forwardedFor ? `${forwardedFor}, ${request.sourceIp}` : request.sourceIp);
  headers.set('x-forwarded-port', settings.forwardedPort);
  headers.set('x-forwarded-proto', settings.forwardedProto);
  return headers;
}

/** The `cookies` of an event: each `Cookie` header split at `;`. Empty when there are none. */
export function splitCookies(headers: GatewayRequest['headers']): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}
