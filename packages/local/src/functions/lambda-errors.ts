import { type Fault, type FunctionError, renderFaults } from '../model/index.ts';

/** Bytes of a synchronous request. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const requestLimitBytes = 6 * 2 ** 20;
/** Bytes of a synchronous response, as Lambda's own error text states them. */
export const responseLimitBytes = 6_291_556;

/** The function's timeout ran out; its environment is gone. */
export const timedOut = (requestId: string, timeoutSeconds: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
});

/** The runtime's process ended by itself: `process.exit` or the like. */
export const exited = (requestId: string, code: number): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited ${code === 0 ? 'without providing a reason' : `with error: exit status ${code}`}`,
});

/** The heap outgrew the function's memory. */
export const outOfMemory = (requestId: string): FunctionError => ({
  errorType: 'Runtime.OutOfMemory',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
});

/** The environment was ended from outside while the call ran: the host was closed. */
export const killed = (requestId: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
});

/** The result's JSON text is over {@link responseLimitBytes}. */
export const responseTooLarge = (): FunctionError => ({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`,
});

/** The event's JSON text is over {@link requestLimitBytes}: Lambda refuses the call and runs nothing. */
export const requestTooLarge = (bytes: number): FunctionError => ({
  errorType: 'RequestEntityTooLargeException',
  errorMessage: `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${requestLimitBytes} bytes)`,
});

/** This host cannot run the function as declared; see `functionFaults`. */
export const refused = (functionName: string, faults: readonly Fault[]): FunctionError => ({
  errorType: 'Scopegate.FunctionRefused',
  errorMessage: `Function "${functionName}" is not run:\n\n${renderFaults(faults)}`,
});
