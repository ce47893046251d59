import { isNativeError } from 'node:util/types';
import type { RuntimeFailure } from './message.ts';

/** An error of the runtime itself, under the name that Lambda reports it by (`Runtime.HandlerNotFound`, ...). */
export class RuntimeError extends Error {
  constructor(errorType: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = errorType;
  }
}

/**
 * What Lambda answers for something a function threw: type, message and stack of an error (also one of another realm);
 * `typeof` and text of anything else. Never throws, whatever was thrown.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function toErrorPayload(thrown: unknown): RuntimeFailure {
  try {
    if (!looksLikeError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
    return { errorType: String(thrown.name), errorMessage: String(thrown.message), trace: stackLines(thrown) };
  } catch {
    return { errorType: typeof thrown, errorMessage: 'The thrown value has no readable message.', trace: [] };
  }
}

/** Lines of the stack; none where it was removed. Line 1 is made of name and message when `Error` was renamed later. */
export function stackLines(error: Error): string[] {
  return typeof error.stack === 'string' ? error.stack.split('\n') : [];
}

function looksLikeError(value: unknown): value is Error {
  if (isNativeError(value)) return true;
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value && 'stack' in value;
}
