import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { ClientCertificate } from '../request/client-certificate.ts';
import type { GatewayRequest } from '../request/gateway-request.ts';
import { bodyLimitBytes } from '../request/limits.ts';
import { toClientCertificate } from './to-client-certificate.ts';

/**
 * Reads a request off its socket. A body above the limit is read to its end, so that the client gets to the answer, but
 * kept only to just above the limit. How long that may take is the server's `requestTimeout`.
 *
 * @throws what the stream throws when the client goes away while it sends
 */
export async function readRequest(message: IncomingMessage): Promise<GatewayRequest> {
  const clientCertificate = verifiedCertificate(message.socket);
  const headers = pairUp(message.rawHeaders);
  return {
    ...(clientCertificate && { clientCertificate }),
    method: message.method ?? '',
    target: message.url ?? '',
    headers,
    body: headers.some(announcesBody) ? await readBody(message) : noBody,
    sourceIp: sourceIpOf(message.socket),
  };
}

const noBody = new Uint8Array();

/** RFC 9112 section 6.3: a request without either of them has no body. */
const announcesBody = ([name]: readonly [string, string]): boolean =>
  /^(?:content-length|transfer-encoding)$/i.test(name);

function sourceIpOf({ remoteAddress = '' }: IncomingMessage['socket']): string {
  return remoteAddress.startsWith('::ffff:') ? remoteAddress.slice('::ffff:'.length) : remoteAddress;
}

function verifiedCertificate(socket: IncomingMessage['socket']): ClientCertificate | undefined {
  if (!isTls(socket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  return certificate && toClientCertificate(certificate);
}

/** By what it can do: `node:tls` itself costs 5 MB that most runs never need. */
const isTls = (socket: IncomingMessage['socket']): socket is TLSSocket => 'getPeerX509Certificate' in socket;

async function readBody(message: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  for await (const chunk of message) {
    if (kept > bodyLimitBytes) continue;
    chunks.push(chunk);
    kept += chunk.byteLength;
  }
  return Buffer.concat(chunks);
}

function pairUp(rawHeaders: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return pairs;
}
