import { describe, expect, it } from '@jest/globals';
import { formatTraceLine, parseTraceLine, type TraceLine } from '../../../src/trace/index.ts';

const line: TraceLine = {
  scopegateTrace: 1,
  component: 'authorizer',
  step: 'verify',
  outcome: 'deny',
  reason: 'key_unknown',
  durationMs: 0.2,
};

describe('trace lines', () => {
  it('come back as they went', () => {
    expect(parseTraceLine(formatTraceLine(line))).toEqual(line);
  });

  it.each([
    { name: 'other text', text: 'hello' },
    { name: 'other JSON', text: '{"level":"INFO"}' },
    { name: 'broken JSON', text: '{"scopegateTrace":1' },
    { name: 'another version', text: JSON.stringify({ ...line, scopegateTrace: 2 }) },
    { name: 'an unknown component', text: JSON.stringify({ ...line, component: 'x' }) },
    { name: 'no duration', text: JSON.stringify({ ...line, durationMs: undefined }) },
  ])('are told from $name', ({ text }) => {
    expect(parseTraceLine(text)).toBeUndefined();
  });
});
