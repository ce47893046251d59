import { describe, expect, it } from '@jest/globals';
import { readPrintedSteps } from '../../../src/gateway/observe/printed-steps.ts';

const step = { scopegateTrace: 1, step: 'decide' };

describe('readPrintedSteps', () => {
  it.each([
    { name: 'a bare line', line: JSON.stringify(step) },
    { name: 'a line in the text format', line: `2026-01-01T00:00:00.000Z\tid\tINFO\t${JSON.stringify(step)}` },
    { name: 'an object in the JSON format', line: JSON.stringify({ level: 'INFO', message: step }) },
    { name: 'a string in the JSON format', line: JSON.stringify({ level: 'INFO', message: JSON.stringify(step) }) },
  ])('reads $name', ({ line }) => {
    expect(readPrintedSteps([line])).toEqual([step]);
  });

  it.each([
    { name: 'text', line: 'scopegateTrace happened' },
    { name: 'a version that is no number', line: '{"scopegateTrace":"1"}' },
    { name: 'an array', line: '[{"scopegateTrace":1}]' },
    { name: 'another object', line: '{"level":"INFO","message":"hi"}' },
    { name: 'a string that is no step', line: '{"message":"scopegateTrace"}' },
  ])('leaves $name out', ({ line }) => {
    expect(readPrintedSteps([line])).toEqual([]);
  });
});
