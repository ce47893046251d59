import type { RuntimeThread } from '../runtime-client.ts';
import { toErrorPayload, toLoggedError } from './error-payload.ts';

/** A rejection that nothing handled; its name is not its own property, so the log does not show it. */
class UnhandledPromiseRejection extends Error {
  readonly reason: unknown;
  readonly promise: unknown;

  constructor(reason: unknown, promise: unknown) {
    super(reason as string | undefined);
    this.reason = reason;
    this.promise = promise;
  }
}
Object.defineProperty(UnhandledPromiseRejection.prototype, 'name', { value: 'Runtime.UnhandledPromiseRejection' });

/** Logs what nothing caught, tells it as the call's error, and ends the thread. */
export function diesOfUncaught({ logError, die }: RuntimeThread): void {
  process.on('uncaughtException', (error: unknown) => {
    logError('Uncaught Exception', toLoggedError(error), toErrorPayload);
    die(toErrorPayload(error), 129);
  });
  process.on('unhandledRejection', (reason, promise) => {
    const error = new UnhandledPromiseRejection(reason, promise);
    logError('Unhandled Promise Rejection', error, toErrorPayload);
    die(toErrorPayload(error), 128);
  });
}
