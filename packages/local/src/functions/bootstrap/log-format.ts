import { format } from 'node:util';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof levels)[number];

/** One `console.*` call, with what stands around it in the log. */
export interface LogRecord {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** During init what the runtime writes in its place. */
  readonly requestId: string | undefined;
  readonly level: LogLevel;
  readonly values: readonly unknown[];
}

/**
 * Text format: time, request id, level and message, separated by tabs. A message of several lines stays one log event;
 * `console.log()` writes `undefined`, as Lambda does.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function formatText(record: LogRecord): string {
  const { time, requestId, level, values } = record;
  return [new Date(time).toISOString(), String(requestId), level, formatValues(values)].join('\t');
}

/**
 * JSON format. A single value stays what it is, several become one string as `util.format` makes it; the first error
 * among several adds `errorType`, `errorMessage` and `stackTrace`. What JSON cannot hold is written as text.
 *
 * @param readsFirst whether the first of several values counts as an error, too: up to Node 22
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function formatJson(record: LogRecord, readsFirst: boolean): string {
  const { time, requestId, level, values } = record;
  const head = { timestamp: new Date(time).toISOString(), level, requestId };
  if (values.length <= 1) {
    try {
      return JSON.stringify({ ...head, message: values[0] }, errorsAsObjects);
    } catch {
      return JSON.stringify({ ...head, message: formatValues(values) });
    }
  }
  const error = values.slice(readsFirst ? 0 : 1).find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: formatValues(values), ...(error && describeError(error, [])) });
}

/**
 * An error on a line of the runtime's text log: its own properties, those of errors inside, and the stack last.
 *
 * @throws TypeError for what JSON cannot hold
 */
export const formatError = (error: Error): string => JSON.stringify(error, (_key, value) => withStack(value));

/** In JSON format levels below the function's `ApplicationLogLevel` are dropped; Text has no filter. */
export const isLogged = (logFormat: 'Text' | 'JSON', level: LogLevel, minimum: LogLevel): boolean =>
  logFormat === 'Text' || levels.indexOf(level) >= levels.indexOf(minimum);

const formatValues = ([first, ...rest]: readonly unknown[]): string => format(first, ...rest);

const errorsAsObjects = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { ...describeError(value, value.stack), ...value } : value;

const describeError = (error: Error, otherwise: unknown) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : otherwise,
});

function withStack(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name: errorType, message: errorMessage, stack } = value;
  const code = 'code' in value ? value.code : undefined;
  return { errorType, errorMessage, code, ...value, ...(typeof stack === 'string' && { stack: stack.split('\n') }) };
}
