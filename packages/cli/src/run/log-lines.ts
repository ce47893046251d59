import type { RequestTrace } from '@scopegate/local';
import { printable } from '../shell/safe-text.ts';

/** One line for a request: what was asked, what became of it, and at which step. */
export function requestLine({
  time,
  method,
  path,
  routeKey,
  status,
  authorizer,
  integration,
  error,
}: RequestTrace): string {
  const parts = [
    time,
    `${method} ${path}`,
    String(status),
    routeKey === undefined ? 'no route' : `route "${routeKey}"`,
    ...(authorizer === undefined
      ? []
      : [
          `authorizer ${authorizer.outcome}${authorizer.reason === undefined ? '' : ` ${authorizer.reason}`}, cache ${authorizer.cache}, ${rounded(authorizer.durationMs)} ms`,
        ]),
    ...(integration === undefined ? [] : [`integration ${integration.outcome}, ${rounded(integration.durationMs)} ms`]),
    ...(error === undefined ? [] : [error]),
  ];
  return `${printable(parts.join(' | '))}\n`;
}

/**
 * The same with what the authorizer was given, its steps, what it gave back, and what the integration's function logged, a
 * line each: for one request that is looked into.
 */
export function requestLines(trace: RequestTrace): string {
  const { input, output, steps = [] } = trace.authorizer ?? {};
  const detail: [string, unknown][] = [
    ['authorizer input', input],
    ...steps.map((step): [string, unknown] => ['authorizer step', step]),
    ['authorizer output', output],
  ];
  const told = detail
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const logs = (trace.integration?.logs ?? []).map((line) => `integration log ${line.trimEnd()}`);
  return `${requestLine(trace)}${[...told, ...logs].map((line) => `  ${printable(line)}\n`).join('')}`;
}

/** A line a function logged, with the function's name. */
export const functionLine = (functionName: string, line: string): string =>
  `${printable(`[${functionName}] ${line.trimEnd()}`)}\n`;

/** The trace of a request as one line of JSON. */
export const traceJsonLine = (trace: RequestTrace): string => `${JSON.stringify(trace)}\n`;

const rounded = (milliseconds: number): string => milliseconds.toFixed(1);
