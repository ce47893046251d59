import { describe, expect, it } from '@jest/globals';
import { formatAccessLog } from '../../../src/gateway/observe/access-log.ts';
import { redact } from '../../../src/gateway/observe/redact.ts';
import { parseTraceLines } from '../../../src/gateway/observe/trace-lines.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

const step = { scopegateTrace: 1, step: 'decide' };

describe('parseTraceLines', () => {
  it.each([
    { name: 'a bare line', line: JSON.stringify(step) },
    { name: 'a line in the text format', line: `2026-01-01T00:00:00.000Z\tid\tINFO\t${JSON.stringify(step)}` },
    { name: 'an object in the JSON format', line: JSON.stringify({ level: 'INFO', message: step }) },
    { name: 'a string in the JSON format', line: JSON.stringify({ level: 'INFO', message: JSON.stringify(step) }) },
  ])('reads $name', ({ line }) => {
    expect(parseTraceLines([line])).toEqual([step]);
  });

  it.each([
    { name: 'text', line: 'scopegateTrace happened' },
    { name: 'a version that is no number', line: '{"scopegateTrace":"1"}' },
    { name: 'an array', line: '[{"scopegateTrace":1}]' },
    { name: 'another object', line: '{"level":"INFO","message":"hi"}' },
    { name: 'a string that is no step', line: '{"message":"scopegateTrace"}' },
  ])('leaves $name out', ({ line }) => {
    expect(parseTraceLines([line])).toEqual([]);
  });
});

describe('redact', () => {
  it('cuts secrets out of strings and names at any depth, and leaves the rest', () => {
    const value = { a: ['x secret-one y', 1, null], 'secret-two': { b: 'secret-onesecret-two' } };
    expect(redact(value, ['secret-one', 'secret-two', 'x'])).toEqual({
      a: ['x [redacted] y', 1, null],
      '[redacted]': { b: '[redacted][redacted]' },
    });
  });

  it('cuts the longer of two secrets first', () => {
    expect(redact('Bearer abcdefgh', ['abcdefgh', 'Bearer abcdefgh'])).toBe('[redacted]');
  });
});

describe('formatAccessLog', () => {
  const variables = new Map([
    ['requestId', 'id='],
    ['authorizer.sub', 'a"\n$context.status'],
    ['status', '200'],
    ['empty', ''],
  ]);
  it.each([
    { format: '$context.requestId $context.status.', line: 'id= 200.' },
    { format: '$context.unknown $context.empty', line: '- -' },
    { format: '"$context.authorizer.sub"', line: '"a\\"\\n$context.status"' },
    { format: '$stageVariables.x $request.header.y', line: '$stageVariables.x $request.header.y' },
  ])('$format', ({ format, line }) => {
    expect(formatAccessLog(format, variables, defaultSettings)).toBe(line);
  });
});
