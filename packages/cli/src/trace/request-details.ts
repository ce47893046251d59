import type { RequestTrace } from '@scopegate/local';
import { requestLine } from '../run/log-lines.ts';
import { printable } from '../shell/safe-text.ts';

/**
 * The line of a request, and below it a line each for the input of the authorizer, its steps and its output, and for what
 * the function of the integration logged.
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
  const logs = (trace.integration?.logs ?? []).map((line) => `integration log ${line.trimEnd()}`);
  return `${requestLine(trace)}${[...authorizer, ...logs].map((line) => `  ${printable(line)}\n`).join('')}`;
}
