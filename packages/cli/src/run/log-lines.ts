import type { RequestTrace } from '@scopegate/local';
import { printable } from '../shell/safe-text.ts';

/** One line for a request: what was requested, the status, and the outcome of each step. */
export function requestLine(trace: RequestTrace): string {
  const { time, method, path, routeKey, status, integration, error } = trace;
  const parts = [
    time,
    `${method} ${path}`,
    String(status),
    routeKey === undefined ? 'no route' : `route "${routeKey}"`,
    ...authorizerPart(trace),
    ...(integration === undefined ? [] : [`integration ${integration.outcome}, ${rounded(integration.durationMs)} ms`]),
    ...(error === undefined ? [] : [error]),
  ];
  return `${printable(parts.join(' | '))}\n`;
}

function authorizerPart({ authorizer }: RequestTrace): string[] {
  if (authorizer === undefined) return [];
  const { outcome, reason, note, cache, durationMs } = authorizer;
  const because = reason === undefined ? '' : ` ${reason}`;
  return [
    `authorizer ${outcome}${because}, cache ${cache}, ${rounded(durationMs)} ms`,
    ...(note === undefined ? [] : [note]),
  ];
}

/** A line that a function logged, with the function's name. */
export const functionLine = (functionName: string, line: string): string =>
  `${printable(`[${functionName}] ${line.trimEnd()}`)}\n`;

/** The trace of a request as one line of JSON. */
export const traceJsonLine = (trace: RequestTrace): string => `${JSON.stringify(trace)}\n`;

const rounded = (milliseconds: number): string => milliseconds.toFixed(1);
