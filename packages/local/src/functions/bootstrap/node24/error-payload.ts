import type { RuntimeFailure } from '../message.ts';
import { unreadable, withoutDel } from '../runtime-error.ts';

/**
 * What the runtime of Node 24 answers for something a function threw: type, message and stack of an error of this realm,
 * `typeof` and text of anything else. Never throws, whatever was thrown.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function toErrorPayload(thrown: unknown): RuntimeFailure {
  try {
    if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
    const { name, message, stack } = thrown as { name?: string | null; message?: string | null; stack?: string | null };
    return {
      ...(name !== undefined && name !== null && { errorType: withoutDel(name) }),
      errorMessage: withoutDel(message ?? ''),
      trace: stack ? withoutDel(stack).split('\n') : [],
    };
  } catch {
    return { ...unreadable, trace: [] };
  }
}

/** What is logged for something a function threw. */
export const toLoggedError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
