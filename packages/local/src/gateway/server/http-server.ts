import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../model/index.ts';
import { errorCode, http, https, listen } from '../../runtime/index.ts';
import type { GatewayRequest } from '../request/gateway-request.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import type { Settings } from '../settings.ts';
import { createInOrder } from './in-order.ts';
import type { mutualTlsOptions } from './mutual-tls.ts';
import { readRequest } from './read-request.ts';
import { rejectConnection } from './reject-connection.ts';
import { writeResponse } from './write-response.ts';

/** The gateway's place on the network. */
export interface HttpServer {
  /**
   * Listens on a port; 0 takes any free one.
   *
   * @throws {PortInUseError}
   * @throws Error when the port is not allowed; the message names it
   */
  listen(port: number, host: string): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more requests, gives those under way a moment, then ends every connection. Safe to call twice. */
  close(): Promise<void>;
}

/** What of the settings the connection itself depends on. */
export type ServerSettings = Pick<Settings, 'closeGraceMillis' | 'headersTooLargeStatus' | 'headersTooLargeMessage'>;

export interface HttpServerOptions {
  readonly handle: (request: GatewayRequest, send: (response: GatewayResponse) => void) => Promise<unknown>;
  readonly clock: Clock;
  readonly settings: ServerSettings;
  /** @default plain HTTP */
  readonly tls?: ReturnType<typeof mutualTlsOptions>;
}

/** HTTP/1.1 for loopback, with mutual TLS or without any. No request, however broken, ends the process. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const inOrder = createInOrder(waitingPerConnection);
  const onRequest = (message: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => response.destroy());
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
    inOrder(message.socket, () => serve(options, message, response)).catch(() => message.socket.destroy());
  };
  const { tls } = options;
  const server = tls
    ? https().createServer({ ...serverLimits, ...tls }, onRequest)
    : http.createServer(serverLimits, onRequest);
  server.maxHeadersCount = 0;
  const reject = (socket: Duplex, reason: string) =>
    rejectConnection(socket, reason, { now: options.clock.now(), settings: options.settings });
  server.on('clientError', (error, socket) => reject(socket, errorCode(error)));
  server.on('connect', (_, socket) => reject(socket, 'CONNECT'));
  return {
    listen: async (port, host) => {
      const actual = await listen(server, port, host);
      const authority = `${host.includes(':') ? `[${host}]` : host}:${actual}`;
      return { port: actual, url: `${tls ? 'https' : 'http'}://${authority}` };
    },
    close: () => close(server, options.settings.closeGraceMillis),
  };
}

// Above AWS's own limit on purpose, so that most oversized requests get the gateway's answer and a trace.
const serverLimits = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
  requireHostHeader: false,
  joinDuplicateHeaders: false,
};

/** Requests that a client may pipeline; beyond, its connection ends. */
const waitingPerConnection = 256;

async function serve({ handle }: HttpServerOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  // A client that has gone before its turn gets nothing done.
  if (message.socket.destroyed) return;
  await handle(await readRequest(message), (answer) => writeResponse(response, answer));
}

async function close(server: Server, graceMillis: number): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMillis);
  await promise;
  clearTimeout(timer);
}
