import { httpDate } from '../request/request-time.ts';
import type { GatewayResponse } from './gateway-response.ts';

/**
 * A response with what the gateway adds to every one: `date`, `apigw-requestid` and, unless the status forbids a body,
 * `content-length`.
 *
 * @param now milliseconds since the epoch
 * @see RFC 9110 sections 6.6.1 and 8.6
 */
export function finishResponse(response: GatewayResponse, requestId: string, now: number): GatewayResponse {
  const bodiless = response.status === 204 || response.status === 304;
  const length: [string, string][] = bodiless ? [] : [['content-length', String(response.body.byteLength)]];
  return {
    ...response,
    body: bodiless ? new Uint8Array() : response.body,
    headers: [['date', httpDate(now)], ...length, ['apigw-requestid', requestId], ...response.headers],
  };
}
