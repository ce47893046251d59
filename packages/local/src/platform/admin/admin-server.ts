import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { redact } from '../../gateway/index.ts';
import { listenOnLoopback, readBody, sendJson } from '../../runtime/index.ts';
import type { AdminControl } from './admin-control.ts';
import { AdminInputError } from './admin-input.ts';
import { answerAdminCall, traceStreamRoute } from './admin-routes.ts';
import { refuseCaller } from './check-caller.ts';
import { createTraceStreams, type TraceStreamOptions } from './trace-stream.ts';

/** The longest body, in bytes. */
const bodyLimitBytes = 4096;

const noStore = { 'cache-control': 'no-store' };

/** The admin endpoint of a running platform. */
export interface AdminServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** New at each start; goes into the `x-scopegate-admin` header. Not for logs. */
  readonly secret: string;
  /** Ends every connection, streams too. */
  close(): Promise<void>;
}

/**
 * Serves the admin endpoint on a free loopback port. See `docs/admin.md` for the endpoints.
 *
 * Not protected: from other processes of this user that can read the secret where the caller wrote it down.
 */
export async function createAdminServer(control: AdminControl, options: TraceStreamOptions = {}): Promise<AdminServer> {
  const secret = randomBytes(32).toString('base64url');
  const stream = createTraceStreams(control.traces, options);
  const onRequest = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = refuseCaller(message, { port: Number(new URL(server.url).port), secret });
    if (refused) return refuse(response, refused.status, refused.body);
    const url = URL.parse(message.url ?? '', server.url);
    if (url === null) return refuse(response, 400, { message: 'The request target is not a path.' });
    const key = `${message.method} ${url.pathname}`;
    if (key === traceStreamRoute) return follow(() => stream({ message, response, query: url.searchParams }), response);
    const body = await readBody(message, bodyLimitBytes);
    if (body === undefined) return refuse(response, 413, { message: `Allowed: ${bodyLimitBytes} bytes of body.` });
    const answer = await answerAdminCall(key, { control, query: url.searchParams, body: body.toString('utf8') });
    sendJson(response, { ...answer, headers: noStore });
  };
  const server = await listenOnLoopback({ onRequest, onFailure }, 0);
  return { url: server.url, secret, close: server.close };
}

/** Ends the connection too: what the caller still sends is not read. */
function refuse(response: ServerResponse, status: number, body: unknown): void {
  sendJson(response, { status, body, headers: { ...noStore, connection: 'close' } });
}

function follow(open: () => void, response: ServerResponse): void {
  try {
    open();
  } catch (error) {
    if (!(error instanceof AdminInputError)) throw error;
    refuse(response, 400, redact({ message: error.message }, []));
  }
}

function onFailure(response: ServerResponse): void {
  sendJson(response, { status: 500, body: { message: 'The admin endpoint failed.' }, headers: noStore });
}
