/** Environment to parent. `log` may come at any time, the others answer the init or the call. */
export type Message = LogMessage | { readonly type: 'ready' } | Returned | Failed;

export interface LogMessage {
  readonly type: 'log';
  readonly entry: string;
  /** By the function, not by the runtime around it. */
  readonly printed: boolean;
}

export interface Returned extends Measures {
  readonly type: 'returned';
  /** JSON text of the result. */
  readonly json: string;
}

export interface Failed extends Measures {
  readonly type: 'failed';
  readonly error: RuntimeFailure;
  /** The runtime exits after this error: the environment must not be used again. */
  readonly fatal: boolean;
}

/** The payload Lambda answers with `FunctionError: Unhandled`: the model's `FunctionError`, which no thread can import. */
export interface RuntimeFailure {
  readonly errorType?: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Measures {
  /** Milliseconds from the event's text to the result's. Absent after a fatal error. */
  readonly handlerMs?: number;
  /** Absent when nothing listens to Lambda's REPORT lines. */
  readonly usedMegabytes?: number;
}

/** Of a message whose text is empty: it takes memory, too. */
const leastWeight = 64;

/** About how much of the parent's memory a message takes, in characters. */
export function weightOf(message: Message): number {
  switch (message.type) {
    case 'log':
      return leastWeight + message.entry.length;
    case 'returned':
      return leastWeight + message.json.length;
    case 'failed':
      return leastWeight + message.error.errorMessage.length;
    case 'ready':
      return leastWeight;
  }
}

/** Whether a value is a message: code in a thread can get at the port and send anything. */
export function isMessage(value: unknown): value is Message {
  if (!isObject(value)) return false;
  switch (value['type']) {
    case 'ready':
      return true;
    case 'log':
      return typeof value['entry'] === 'string' && typeof value['printed'] === 'boolean';
    case 'returned':
      return typeof value['json'] === 'string' && hasMeasures(value);
    case 'failed':
      return isFailure(value['error']) && typeof value['fatal'] === 'boolean' && hasMeasures(value);
    default:
      return false;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';

const hasMeasures = ({ handlerMs, usedMegabytes }: Record<string, unknown>): boolean =>
  [handlerMs, usedMegabytes].every((value) => value === undefined || Number.isFinite(value));

function isFailure(error: unknown): error is RuntimeFailure {
  if (!isObject(error)) return false;
  const { errorType, errorMessage, trace } = error;
  const lines: unknown[] = Array.isArray(trace) ? trace : [];
  return (
    typeof errorMessage === 'string' &&
    isTextOrAbsent(errorType) &&
    (trace === undefined || Array.isArray(trace)) &&
    lines.every((line) => typeof line === 'string')
  );
}
