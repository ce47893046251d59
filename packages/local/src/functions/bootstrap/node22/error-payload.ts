import { isNativeError } from 'node:util/types';
import type { RuntimeFailure } from '../message.ts';
import { unreadable, withoutDel } from '../runtime-error.ts';

/**
 * What the runtime up to Node 22 answers for something a function threw: type, message and stack of an error (also one of
 * another realm, or what looks like one); `typeof` and text of anything else. Never throws, whatever was thrown.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function toErrorPayload(thrown: unknown): RuntimeFailure {
  try {
    if (!isNativeError(thrown) && !looksLikeError(thrown)) {
      return { errorType: typeof thrown, errorMessage: textOf(thrown), trace: [] };
    }
    const { name, message, stack } = thrown as { name?: string | null; message?: string | null; stack?: string };
    return {
      ...(name !== undefined && name !== null && { errorType: withoutDel(name) }),
      errorMessage: withoutDel(message ?? ''),
      trace: withoutDel(stack as string).split('\n'),
    };
  } catch {
    return unreadable;
  }
}

/** What is logged for something a function threw. @throws TypeError for a symbol, as the client does */
export const toLoggedError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(thrown as string | undefined);

function looksLikeError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, message, stack } = value as Record<string, unknown>;
  return [name, message, stack].every((text) => typeof text === 'string' && text !== '');
}

/** `null` and what has no `toString` throw. */
const textOf = (value: unknown): string => (value as { toString(): string }).toString();
