import type { RequestTrace } from '@scopegate/local';
import { failureOf } from '../run/failure-lines.ts';
import { requestLine } from '../run/log-lines.ts';
import { printable } from '../shell/safe-text.ts';
import { answeredBy } from './answered-by.ts';

/**
 * The line of a request, and below it who answered, the input of the authorizer, its steps and its output, the error of the
 * function with its stack, and what the function logged.
 */
export function requestDetails(trace: RequestTrace): string {
  const { input, output, steps = [] } = trace.authorizer ?? {};
  const values: [string, unknown][] = [
    ['authorizer input', input],
    ...steps.map((step): [string, unknown] => ['authorizer step', step]),
    ['authorizer output', output],
  ];
  const authorizer = values
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const failure = failureOf(trace);
  const error = failure === undefined ? [] : [`error ${failure.text}`, ...failure.stack.map((frame) => `  ${frame}`)];
  const logs = (trace.integration?.logs ?? []).flatMap(logLines);
  const below = [`answered by ${answeredBy(trace)}`, ...authorizer, ...error, ...logs];
  return `${requestLine(trace)}${below.map((line) => `  ${printable(line)}\n`).join('')}`;
}

/** A log line as people read it: the line ends inside its texts are line ends. */
const logLines = (line: string): string[] =>
  line
    .trimEnd()
    .replaceAll('\\n', '\n')
    .split('\n')
    .map((part, index) => `${index === 0 ? 'log ' : '    '}${part}`);
