import { describe, expect, it } from '@jest/globals';
import { endLines, type Report, startLines } from '../../../src/functions/platform-lines.ts';
import { arn, declare } from '../e2e/support.ts';

const report: Report = {
  requestId: 'id',
  durationMs: 12.341,
  initMs: 150,
  memoryMegabytes: 128,
  maxUsedMegabytes: 64,
  status: 'success',
  errorType: undefined,
};

const text = declare({ timeoutSeconds: 3 });

const json = declare({ logFormat: 'JSON' });

const failedTypes = ['platform.runtimeDone', 'platform.report'];

const typesOf = (lines: readonly string[]): string[] => lines.map((line) => JSON.parse(line).type);

describe('platform lines', () => {
  it('open a call', () => {
    expect(startLines(text, 'id', 0)).toEqual(['START RequestId: id Version: $LATEST']);
    expect(JSON.parse(startLines(json, 'id', 0)[0] ?? '')).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      type: 'platform.start',
      record: { requestId: 'id', functionArn: arn, version: '$LATEST' },
    });
  });

  const rows: { name: string; change: Partial<Report>; fields: string }[] = [
    {
      name: 'cold',
      change: {},
      fields:
        'Duration: 12.34 ms\tBilled Duration: 163 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 150.00 ms',
    },
    {
      name: 'warm',
      change: { initMs: undefined },
      fields: 'Duration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB',
    },
    {
      name: 'died',
      change: { initMs: undefined, maxUsedMegabytes: undefined, status: 'error', errorType: 'Runtime.ExitError' },
      fields:
        'Duration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tStatus: error\tError Type: Runtime.ExitError',
    },
  ];

  it('at WARN tell of failures only', () => {
    const quiet = declare({ logFormat: 'JSON', systemLogLevel: 'WARN' });
    expect(startLines(quiet, 'id', 0)).toEqual([]);
    expect(endLines(quiet, report, 0)).toEqual([]);
    expect(typesOf(endLines(quiet, { ...report, status: 'error' }, 0))).toEqual(failedTypes);
  });

  it('at DEBUG tell when the handler was done, at INFO only of a failed one', () => {
    const loud = declare({ logFormat: 'JSON', systemLogLevel: 'DEBUG' });
    const [done = '', ...rest] = endLines(loud, report, 0);
    expect(JSON.parse(done)).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      type: 'platform.runtimeDone',
      record: { requestId: 'id', status: 'success', metrics: { durationMs: 12.341 } },
    });
    expect(typesOf(rest)).toEqual(['platform.report']);
    expect(typesOf(endLines(json, report, 0))).toEqual(['platform.report']);
    expect(typesOf(endLines(json, { ...report, status: 'timeout' }, 0))).toEqual(failedTypes);
  });

  it.each(rows)('close a call: $name', ({ change, fields }) => {
    expect(endLines(text, { ...report, ...change }, 0)).toEqual([
      'END RequestId: id',
      `REPORT RequestId: id\t${fields}`,
    ]);
  });

  it('tell a timeout', () => {
    const lines = endLines(text, { ...report, status: 'timeout', errorType: 'Sandbox.Timedout' }, 0);
    expect(lines[0]).toBe('1970-01-01T00:00:00.000Z id Task timed out after 3.00 seconds');
    expect(lines[2]).toMatch(/\tStatus: timeout$/);
  });

  it('close a call in JSON', () => {
    expect(endLines(json, report, 0).map((line) => JSON.parse(line))).toEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        type: 'platform.report',
        record: {
          requestId: 'id',
          metrics: {
            durationMs: 12.341,
            billedDurationMs: 163,
            memorySizeMB: 128,
            maxMemoryUsedMB: 64,
            initDurationMs: 150,
          },
          status: 'success',
        },
      },
    ]);
  });
});
