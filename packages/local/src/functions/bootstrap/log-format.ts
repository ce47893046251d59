import { format } from 'node:util';
import { stackLines } from './error-payload.ts';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof levels)[number];

/** One `console.*` call, with what stands around it in the log. */
export interface LogRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Absent during init. */
  readonly requestId: string | undefined;
  readonly level: LogLevel;
  readonly values: readonly unknown[];
}

/**
 * Text format: time, request id, level and message, separated by tabs. Like Lambda, writes `undefined` for the request
 * id during init. A message of several lines stays one log event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function formatText(record: LogRecord): string {
  const { time, requestId, level, values } = record;
  return [new Date(time).toISOString(), String(requestId), level, format(...values)].join('\t');
}

/**
 * JSON format. A single value stays what it is, several become one string as `util.format` makes it; the first error
 * among several adds `errorType`, `errorMessage` and `stackTrace`. What JSON cannot hold is written as text.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function formatJson(record: LogRecord): string {
  const { time, requestId, level, values } = record;
  const head = { timestamp: new Date(time).toISOString(), level, requestId };
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...head, message: values[0] }, errorsAsObjects);
    } catch {
      // circular or BigInt: as text, below
    }
  }
  const error = values.length > 1 ? values.find((value) => value instanceof Error) : undefined;
  return JSON.stringify({ ...head, message: format(...values), ...(error && describeError(error)) });
}

/** In JSON format levels below the function's `ApplicationLogLevel` are dropped; Text has no filter. */
export const isLogged = (logFormat: 'Text' | 'JSON', level: LogLevel, minimum: LogLevel): boolean =>
  logFormat === 'Text' || levels.indexOf(level) >= levels.indexOf(minimum);

const errorsAsObjects = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { ...value, ...describeError(value) } : value;

const describeError = (error: Error) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: stackLines(error),
});
