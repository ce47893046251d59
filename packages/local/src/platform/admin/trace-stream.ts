import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonAnswer, sendJson } from '../../runtime/index.ts';
import { queryNumber } from './admin-input.ts';
import type { TraceBuffer, TraceEntry } from './trace-buffer.ts';

/** The bounds of {@link createTraceStreams}. */
export interface TraceStreamOptions {
  /** Clients at a time; one more is answered 503. @default 16 */
  readonly clients?: number;
  /** Bytes that may wait for a client that does not read; one beyond ends its connection. @default 1048576 (1 Mi) */
  readonly waitingBytes?: number;
}

/** A stream that is asked for. */
export interface StreamRequest {
  readonly message: Pick<IncomingMessage, 'headers'>;
  readonly response: ServerResponse;
  /** `last`: how many of the records that are there come first. @default 0 */
  readonly query: URLSearchParams;
}

/**
 * Sends records as server-sent events, `event: trace`, one JSON line each. The event's id is the record's sequence number:
 * a client that comes back with `Last-Event-ID` gets what it missed, as far as the buffer still holds it.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function createTraceStreams(
  traces: TraceBuffer,
  { clients = 16, waitingBytes = 1024 * 1024 }: TraceStreamOptions = {},
): (request: StreamRequest) => void {
  let open = 0;
  return ({ message, response, query }) => {
    const missed = toReplay(traces, { lastEventId: message.headers['last-event-id'], query });
    if (open >= clients) return sendJson(response, tooMany(clients));
    open += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // So that a client sees the stream open before the first record.
    response.write(': open\n\n');
    const send = (entry: TraceEntry): void => {
      // Gone, or dropped below, but not yet closed: a write would be an unhandled error.
      if (response.destroyed) return;
      response.write(toEvent(entry));
      if (response.writableLength > waitingBytes) response.destroy();
    };
    const unsubscribe = traces.subscribe(send);
    response.once('close', () => {
      unsubscribe();
      open -= 1;
    });
    for (const entry of missed) send(entry);
  };
}

function toReplay(
  traces: TraceBuffer,
  { lastEventId, query }: { readonly lastEventId: string | string[] | undefined; readonly query: URLSearchParams },
): readonly TraceEntry[] {
  const last = queryNumber(query, 'last', { min: 0, max: 1000, none: 0 });
  if (typeof lastEventId === 'string' && /^\d{1,15}$/.test(lastEventId)) return traces.after(Number(lastEventId));
  return last === 0 ? [] : traces.after(0).slice(-last);
}

const toEvent = ({ sequence, read }: TraceEntry): string =>
  `id: ${sequence}\nevent: trace\ndata: ${JSON.stringify(read())}\n\n`;

const tooMany = (clients: number): JsonAnswer => ({
  status: 503,
  body: { message: `${clients} clients follow the traces. Allowed: ${clients}. End one of them.` },
});
