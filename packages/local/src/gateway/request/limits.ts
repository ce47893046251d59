import { type Refusal, refuse } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** Bytes of the request line and the values of headers together. */
export const headLimitBytes = 10_240;
/** Bytes of a request body. */
export const bodyLimitBytes = 10 * 1024 * 1024;
/** Bytes of the JSON event Lambda takes, and of the JSON result it gives back. */
export const lambdaPayloadLimitBytes = 6 * 1024 * 1024;
/** Bytes of the route ARN on a route that authorizes. */
export const routeArnLimitBytes = 1_600;

/**
 * The size limits of a request as such. Lambda's own payload limit bites later, on the finished event.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function checkLimits(request: GatewayRequest, settings: Pick<Settings, 'headSize'>): Refusal | undefined {
  const headBytes = bytesOfHead(request, settings);
  if (headBytes > headLimitBytes) {
    return refuse(
      'headers-too-large',
      `request line and header values are ${headBytes} bytes; at most ${headLimitBytes} are allowed`,
    );
  }
  if (request.body.byteLength > bodyLimitBytes) {
    return refuse('payload-too-large', `the body is larger than ${bodyLimitBytes} bytes`);
  }
  return undefined;
}

function bytesOfHead({ method, target, headers }: GatewayRequest, { headSize }: Pick<Settings, 'headSize'>): number {
  const requestLine = Buffer.byteLength(`${method} ${target} HTTP/1.1\r\n`);
  const around = (name: string) => (headSize === 'whole' ? Buffer.byteLength(name) + 4 : 0);
  return headers.reduce((sum, [name, value]) => sum + around(name) + value.length, requestLine);
}
