import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './listen.ts';
import { http } from './node-http.ts';

/** A server that only this machine can reach. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Drops every connection, then resolves. */
  close(): Promise<void>;
}

/** Answers one request; a rejection becomes `onFailure`'s answer. */
export interface LoopbackHandlers {
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** What the client is told when `onRequest` rejects: nothing of the reason, which may hold a secret. */
  readonly onFailure: (response: ServerResponse) => void;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0: any free one
 * @throws {PortInUseError}
 */
export async function listenOnLoopback(handlers: LoopbackHandlers, port: number): Promise<LoopbackServer> {
  const server = http.createServer((request, response) => {
    handlers.onRequest(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else handlers.onFailure(response);
    });
  });
  const actual = await listen(server, port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Reads a request's body.
 *
 * @param limitBytes what is longer is not kept in memory
 * @returns `undefined` when the body is longer than the limit; the connection is then to be closed
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A whole answer: status, body, and headers beside `content-type`. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a JSON answer. @param answer `headers` may override `content-type` */
export function sendJson(response: ServerResponse, answer: JsonAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json;charset=UTF-8', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}
