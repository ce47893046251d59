import type { RequestTrace } from '@scopegate/local';
import { isRecord, isText } from '../shell/json.ts';
import { printable } from '../shell/safe-text.ts';

/** An error of a function. */
export interface FunctionFailure {
  /** `TypeError: fine is not defined` */
  readonly text: string;
  /** Frames, without the message. */
  readonly stack: readonly string[];
}

/**
 * What went wrong in the function of the integration: what it threw, or what a handler of `handle()` logged before it
 * answered 500. Absent when nothing of the kind is known.
 */
export function failureOf({ status, integration, error }: RequestTrace): FunctionFailure | undefined {
  if (integration === undefined || status < 500) return undefined;
  if (integration.outcome === 'failed') {
    return {
      text: error?.replace(/^integration \S+ failed: /, '') ?? 'failed',
      stack: framesOf(integration.stack ?? []),
    };
  }
  return integration.logs.map(loggedFailure).findLast((found) => found !== undefined);
}

function loggedFailure(line: string): FunctionFailure | undefined {
  const logged = parsed(line);
  if (!isRecord(logged) || logged['level'] !== 'ERROR') return undefined;
  // the console of Lambda's JSON log format has the text of a line inside
  const inner = isText(logged['message']) ? loggedFailure(logged['message']) : undefined;
  const { error, message, stack } = logged;
  if (inner !== undefined || !isText(stack)) return inner;
  return { text: `${isText(error) ? error : 'Error'}: ${String(message)}`, stack: framesOf(stack.split('\n')) };
}

// In the text format a line has time, request id and level in front.
function parsed(line: string): unknown {
  try {
    return JSON.parse(line.slice(Math.max(0, line.indexOf('{'))));
  } catch {
    return undefined;
  }
}

/** Frames of the platform's own runtime say nothing about the function. */
const ofRuntime = /functions\/bootstrap\/|@scopegate\/local\/dist\//;

const framesOf = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => /^at /.test(line) && !ofRuntime.test(line));

/** The first frame that is of the function itself. */
export const ownFrame = ({ stack }: FunctionFailure): string | undefined =>
  stack.find((frame) => !/\bnode:|node_modules/.test(frame)) ?? stack[0];

/** What the screen shows of a request that failed: when, what, why, where, and how to see all of it. */
export function failureLines(trace: RequestTrace, showCommand: string): string {
  const { time, method, path, status, error } = trace;
  const failure = failureOf(trace);
  const frame = failure && ownFrame(failure);
  const head = [time.slice(11, 19), `${method} ${path}`, status, failure?.text ?? error ?? 'the function answered so'];
  const lines = [head.join('  '), ...(frame === undefined ? [] : [`  ${frame}`]), `  ${showCommand} --id ${trace.id}`];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
