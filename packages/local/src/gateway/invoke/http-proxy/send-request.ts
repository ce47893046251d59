import type { ClientRequest, IncomingMessage } from 'node:http';
import { http, https } from '../../../runtime/index.ts';
import { bodyLimitBytes } from '../../request/limits.ts';
import type { Pairs } from './apply-mapping.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** What the target answered: nothing decompressed, no redirect followed. */
export interface ProxyAnswer {
  readonly status: number;
  /** Lower-case names, in the order sent. */
  readonly headers: Pairs;
  readonly body: Uint8Array;
}

/**
 * Sends one request over a connection of its own.
 *
 * @throws DOMException `TimeoutError` after the limit, whatever has come by then
 * @throws Error when there is no connection, no HTTP, or a body above API Gateway's payload limit
 */
export async function sendRequest(request: ProxyRequest, limitMillis: number): Promise<ProxyAnswer> {
  const signal = AbortSignal.timeout(limitMillis);
  try {
    return await exchange(request, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

async function exchange(
  { origin, target, method, headers, body }: ProxyRequest,
  signal: AbortSignal,
): Promise<ProxyAnswer> {
  const { protocol, hostname, port } = new URL(origin);
  const send = protocol === 'https:' ? https().request : http.request;
  const options = {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: target,
    method,
    signal,
    agent: false,
    headers: headers.flat(),
  };
  const outgoing = send(options);
  outgoing.end(body);
  const response = await responseTo(outgoing);
  return { status: response.statusCode ?? 0, headers: pairUp(response.rawHeaders), body: await readAll(response) };
}

function responseTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.on('response', resolve);
  outgoing.on('error', reject);
  outgoing.on('upgrade', (_, socket) => {
    socket.destroy();
    reject(new Error('the target switched protocols'));
  });
  return promise;
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > bodyLimitBytes) throw new Error(`the target answered more than ${bodyLimitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pairUp(raw: readonly string[]): Pairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? '']);
  return pairs;
}
