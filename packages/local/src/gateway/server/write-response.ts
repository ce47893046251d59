import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from '../respond/gateway-response.ts';

/** Writes a response, whole; node leaves the body of an answer to HEAD out. */
export function writeResponse(target: ServerResponse, { status, headers, body }: GatewayResponse): void {
  target.writeHead(status, headers.flat());
  target.end(body);
}
