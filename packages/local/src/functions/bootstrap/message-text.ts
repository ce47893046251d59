import type { Failed, Measures, Message, Returned, RuntimeFailure } from './protocol.ts';

/** The first character tells what a message is. */
const ready = 'r';
const printedLog = 'L';
const runtimeLog = 'l';
const returned = 'R';
const failed = 'f';
const fatal = 'F';

/** A function may put another in its place; of a string alone no `toJSON` is asked. */
const quote: (text: string) => string = JSON.stringify;

/** A message as text: a log event as it is; a result behind the lines of its measures; an error as lines of JSON strings. */
export function toMessageText(message: Message): string {
  switch (message.type) {
    case 'ready':
      return ready;
    case 'log':
      return (message.printed ? printedLog : runtimeLog) + message.entry;
    case 'returned':
      return `${returned}${measureLines(message)}${message.json}`;
    case 'failed':
      return `${message.fatal ? fatal : failed}${measureLines(message)}${errorLines(message.error)}`;
  }
}

/** The opposite of {@link toMessageText}; `undefined` for what it cannot have written. */
export function fromMessageText(text: string): Message | undefined {
  switch (text[0]) {
    case ready:
      return { type: 'ready' };
    case printedLog:
    case runtimeLog:
      return { type: 'log', entry: text.slice(1), printed: text[0] === printedLog };
    case returned:
    case failed:
    case fatal:
      return fromAnswerText(text);
    default:
      return undefined;
  }
}

const measureLines = ({ handlerMs, usedMegabytes }: Measures): string => `${handlerMs ?? ''}\n${usedMegabytes ?? ''}\n`;

function errorLines({ errorType, errorMessage, trace }: RuntimeFailure): string {
  let lines = `${errorType === undefined ? '' : quote(errorType)}\n${quote(errorMessage)}`;
  if (trace === undefined) return lines;
  lines += '\n';
  for (const line of trace) lines += `\n${quote(line)}`;
  return lines;
}

function fromAnswerText(text: string): Returned | Failed | undefined {
  const usedAt = text.indexOf('\n') + 1;
  const restAt = text.indexOf('\n', usedAt) + 1;
  if (usedAt === 0 || restAt === 0) return undefined;
  const measures: Measures = {
    ...(usedAt > 2 && { handlerMs: Number(text.slice(1, usedAt - 1)) }),
    ...(restAt - usedAt > 1 && { usedMegabytes: Number(text.slice(usedAt, restAt - 1)) }),
  };
  if (text[0] === returned) return { type: 'returned', json: text.slice(restAt), ...measures };
  const error = fromErrorLines(text.slice(restAt).split('\n'));
  return error && { type: 'failed', error, fatal: text[0] === fatal, ...measures };
}

function fromErrorLines([type, message, mark, ...trace]: readonly string[]): RuntimeFailure | undefined {
  try {
    const errorMessage: unknown = JSON.parse(message ?? '');
    if (typeof errorMessage !== 'string') return undefined;
    return {
      ...(type && { errorType: JSON.parse(type) }),
      errorMessage,
      ...(mark !== undefined && { trace: trace.map((line) => JSON.parse(line)) }),
    };
  } catch {
    return undefined;
  }
}
