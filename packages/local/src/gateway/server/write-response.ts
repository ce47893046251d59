import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from '../respond/gateway-response.ts';

/** Up to here head and body leave in one write: a packet less, for the copy of a few bytes. */
const oneWriteBytes = 16 * 1024;

/** Writes a response, whole; node leaves the body of an answer to HEAD out. */
export function writeResponse(target: ServerResponse, { status, headers, body }: GatewayResponse): void {
  target.writeHead(status, headers.flat());
  if (body.byteLength > oneWriteBytes) target.end(body);
  // Latin-1 is one byte a character: what node joins to the head are the bytes as they are.
  else target.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1');
}
