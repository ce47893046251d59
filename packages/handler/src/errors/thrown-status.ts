import { isErrorStatus } from './http-problem.ts';

/** What an error that is no `HttpProblem` says about its answer. */
export interface ThrownStatus {
  readonly status: number;
  /** Whether its message is meant for the caller. */
  readonly exposed: boolean;
}

/**
 * The status an error was thrown with, if it was meant for this answer.
 *
 * That is so for an error with a boolean `expose`, own or inherited (http-errors), and for a plain `Error` that was
 * given a `statusCode`. Errors of the AWS SDK and of HTTP clients carry the status of an upstream: what has `response`,
 * `request` or `$metadata` counts as one of these.
 *
 * @see https://github.com/jshttp/http-errors#error-properties
 */
export function thrownStatus(error: unknown): ThrownStatus | undefined {
  if (!(error instanceof Error) || upstreamMembers.some((member) => member in error)) return undefined;
  const { expose, statusCode, status } = error as Thrown;
  if (typeof expose === 'boolean') {
    const given = statusCode ?? status;
    return isErrorStatus(given) ? { status: given, exposed: expose } : undefined;
  }
  const isPlain = Object.getPrototypeOf(error) === Error.prototype;
  return isPlain && isErrorStatus(statusCode) ? { status: statusCode, exposed: statusCode < 500 } : undefined;
}

interface Thrown extends Error {
  readonly expose?: unknown;
  readonly statusCode?: unknown;
  readonly status?: unknown;
}

const upstreamMembers = ['response', 'request', '$metadata'];
