import type { LambdaFunction } from '../model/index.ts';

/** One call as Lambda's own log lines tell it. Times in milliseconds. */
export interface Report {
  readonly requestId: string;
  /** Of the handler, without init. */
  readonly durationMs: number;
  /** Absent on a warm call. */
  readonly initMs: number | undefined;
  readonly memoryMegabytes: number;
  /** Absent when the environment died before it could tell. */
  readonly maxUsedMegabytes: number | undefined;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType: string | undefined;
}

/** Before the handler runs; with `SystemLogLevel` WARN nothing. @param time milliseconds since the epoch */
export function startLines(fn: LambdaFunction, requestId: string, time: number): string[] {
  if (fn.logFormat === 'Text') return [`START RequestId: ${requestId} Version: $LATEST`];
  if (fn.systemLogLevel === 'WARN') return [];
  return [platformLine('platform.start', time, { requestId, functionArn: fn.arn, version: '$LATEST' })];
}

/**
 * After the call: END and REPORT in text format; in JSON a `platform.report`, and before it a `platform.runtimeDone` of a
 * failed call or with `SystemLogLevel` DEBUG. WARN tells of failures only.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function endLines(fn: LambdaFunction, report: Report, time: number): string[] {
  if (fn.logFormat === 'JSON') {
    const { systemLogLevel } = fn;
    const succeeded = report.status === 'success';
    if (systemLogLevel === 'WARN' && succeeded) return [];
    const done =
      systemLogLevel === 'DEBUG' || !succeeded ? [platformLine('platform.runtimeDone', time, doneOf(report))] : [];
    return [...done, platformLine('platform.report', time, jsonReport(report))];
  }
  const { requestId } = report;
  const timeout = `${new Date(time).toISOString()} ${requestId} Task timed out after ${fn.timeoutSeconds.toFixed(2)} seconds`;
  return [...(report.status === 'timeout' ? [timeout] : []), `END RequestId: ${requestId}`, textReport(report)];
}

function textReport(report: Report): string {
  const { requestId, durationMs, initMs, memoryMegabytes, maxUsedMegabytes, status, errorType } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${memoryMegabytes} MB`,
    ...(maxUsedMegabytes === undefined ? [] : [`Max Memory Used: ${maxUsedMegabytes} MB`]),
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === 'success' ? [] : [`Status: ${status}`]),
    ...(status === 'error' && errorType !== undefined ? [`Error Type: ${errorType}`] : []),
  ];
  return fields.join('\t');
}

function jsonReport(report: Report): object {
  const { requestId, durationMs, initMs, memoryMegabytes, maxUsedMegabytes, status, errorType } = report;
  const metrics = {
    durationMs: round(durationMs),
    billedDurationMs: billedMs(report),
    memorySizeMB: memoryMegabytes,
    maxMemoryUsedMB: maxUsedMegabytes,
    initDurationMs: initMs === undefined ? undefined : round(initMs),
  };
  return { requestId, metrics, status, ...(status === 'error' && { errorType }) };
}

/** Without the spans and byte counts that Lambda measures. */
const doneOf = ({ requestId, status, durationMs, errorType }: Report): object => ({
  requestId,
  status,
  ...(status === 'error' && { errorType }),
  metrics: { durationMs: round(durationMs) },
});

/** Init is billed with the first call. */
const billedMs = ({ durationMs, initMs = 0 }: Report): number => Math.ceil(durationMs + initMs);

const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;

const platformLine = (type: string, time: number, record: object): string =>
  JSON.stringify({ time: new Date(time).toISOString(), type, record });
