import type { Duplex } from 'node:stream';
import { httpDate } from '../request/request-time.ts';

const answers: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Request Timeout'],
};

/**
 * Ends a connection whose request never became one: a clean 400 (431 and 408 where that is the reason), or nothing when
 * nobody listens any more.
 *
 * @param reason the code of the parser's error
 * @param now milliseconds since the epoch
 */
export function rejectConnection(socket: Duplex, reason: string, now: number): void {
  if (reason === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // The client may be gone before this is written.
  socket.on('error', () => socket.destroy());
  const [status, message] = answers[reason] ?? ['400 Bad Request', 'Bad Request'];
  const body = JSON.stringify({ message });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${httpDate(now)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
