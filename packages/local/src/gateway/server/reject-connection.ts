import type { Duplex } from 'node:stream';
import { httpDate } from '../request/request-time.ts';
import type { Settings } from '../settings.ts';

type Overflow = Pick<Settings, 'headersTooLargeStatus' | 'headersTooLargeMessage'>;

const reasons = {
  400: 'Bad Request',
  408: 'Request Timeout',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
} as const;

/**
 * Ends a connection whose request never became one: a clean 400 (408 and what a head over the limit gets where that is the
 * reason), or nothing when the client has gone.
 *
 * @param reason the code of the parser's error
 * @param options `now` in milliseconds since the epoch
 */
export function rejectConnection(
  socket: Duplex,
  reason: string,
  { now, settings }: { readonly now: number; readonly settings: Overflow },
): void {
  if (reason === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // The client may be gone before this is written.
  socket.on('error', () => socket.destroy());
  const [status, message] = answerTo(reason, settings);
  const body = JSON.stringify({ message });
  const head = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${httpDate(now)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function answerTo(reason: string, { headersTooLargeStatus, headersTooLargeMessage }: Overflow) {
  if (reason === 'HPE_HEADER_OVERFLOW') return [headersTooLargeStatus, headersTooLargeMessage] as const;
  return reason === 'ERR_HTTP_REQUEST_TIMEOUT' ? ([408, reasons[408]] as const) : ([400, reasons[400]] as const);
}
