import type { RequestTrace } from '@scopegate/local';
import { printable } from './safe-text.ts';

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

/** The same with what the authorizer was given and gave back, a line each: for one request that is looked into. */
export function requestLines(trace: RequestTrace): string {
  const { input, output } = trace.authorizer ?? {};
  const detail = Object.entries({ input, output }).filter(([, value]) => value !== undefined);
  const lines = detail.map(([name, value]) => `  authorizer ${name} ${printable(JSON.stringify(value))}\n`);
  return `${requestLine(trace)}${lines.join('')}`;
}

/** A line a function logged, with the function's name. */
export const functionLine = (functionName: string, line: string): string =>
  `${printable(`[${functionName}] ${line.trimEnd()}`)}\n`;

/** The trace of a request as one line of JSON. */
export const traceJsonLine = (trace: RequestTrace): string => `${JSON.stringify(trace)}\n`;

const rounded = (milliseconds: number): string => milliseconds.toFixed(1);
