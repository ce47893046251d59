import { inspect } from 'node:util';

/**
 * What Node writes on standard error when nothing catches an error, without the excerpt of the source above it.
 *
 * @see https://nodejs.org/docs/latest/api/process.html#event-uncaughtexception
 */
export function nodeReport(error: unknown): string {
  const text =
    error instanceof Error
      ? inspect(error)
      : `\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  return `${text}\n\nNode.js ${process.version}`;
}

/**
 * Writes Node's report of an error that ends the thread: on Lambda the process writes it. Listeners of the function's own
 * decide first, as in a process; then the thread ends with code 1.
 */
export function reportsUncaught(write: (text: string) => void): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    const isCaught = process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();
    if (!isCaught) write(nodeReport(error));
  });
}

/** As Node reports a rejection that nothing handled: what is no error gets one around it. */
export const asRejection = (reason: unknown): unknown =>
  reason instanceof Error ? reason : new UnhandledRejection(reason);

class UnhandledRejection extends Error {
  readonly code = 'ERR_UNHANDLED_REJECTION';

  constructor(reason: unknown) {
    super(
      'This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
        `promise which was not handled with .catch(). The promise rejected with the reason "${String(reason)}".`,
    );
  }
}
Object.defineProperty(UnhandledRejection.prototype, 'name', { value: 'UnhandledPromiseRejection' });
