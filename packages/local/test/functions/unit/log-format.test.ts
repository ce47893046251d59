import { describe, expect, it } from '@jest/globals';
import { formatJson, formatText, isLogged } from '../../../src/functions/bootstrap/log-format.ts';

const at = { time: 0, requestId: 'id', level: 'INFO' } as const;
const head = { timestamp: '1970-01-01T00:00:00.000Z', level: 'INFO', requestId: 'id' };
const bare = Object.assign(new RangeError('no stack'), { stack: undefined });
const named = Object.assign(new Error('m'), { errorType: 'Own', stack: undefined });
const circular: Record<string, unknown> = {};
circular['self'] = circular;

describe('formatText', () => {
  it.each([
    { name: 'text', values: ['a'], message: 'a' },
    { name: 'format string', values: ['%s=%d', 'a', 1], message: 'a=1' },
    { name: 'object', values: [{ a: 1 }], message: '{ a: 1 }' },
    { name: 'nothing', values: [undefined], message: 'undefined' },
    { name: 'several lines', values: ['a\nb'], message: 'a\nb' },
  ])('$name', ({ values, message }) => {
    expect(formatText({ ...at, values })).toBe(`1970-01-01T00:00:00.000Z\tid\tINFO\t${message}`);
  });

  it('says undefined for the request id during init', () => {
    expect(formatText({ ...at, requestId: undefined, values: ['a'] })).toContain('\tundefined\tINFO\t');
  });
});

describe('formatJson', () => {
  const described = { errorType: 'RangeError', errorMessage: 'no stack' };
  it.each([
    { name: 'text', values: ['{"a":1}'], record: { message: '{"a":1}' } },
    { name: 'one object stays an object', values: [{ a: 1 }], record: { message: { a: 1 } } },
    { name: 'several become text', values: ['a', { b: 1 }], record: { message: 'a { b: 1 }' } },
    { name: 'one error', values: [bare], record: { message: described } },
    { name: 'errors within', values: [{ cause: bare }], record: { message: { cause: described } } },
    {
      name: 'error among several',
      values: ['x', bare],
      record: { message: 'x [RangeError: no stack]', ...described, stackTrace: [] },
    },
    { name: 'own properties go first', values: [named], record: { message: { errorType: 'Own', errorMessage: 'm' } } },
    { name: 'an error, then text', values: [bare, 'x'], record: { message: '[RangeError: no stack] x' } },
    { name: 'circular', values: [circular], record: { message: '<ref *1> { self: [Circular *1] }' } },
    { name: 'BigInt', values: [1n], record: { message: '1n' } },
  ])('$name', ({ values, record }) => {
    expect(JSON.parse(formatJson({ ...at, values }, false))).toEqual({ ...head, ...record });
  });

  it('describes an error that comes first up to Node 22', () => {
    const record = JSON.parse(formatJson({ ...at, values: [bare, 'x'] }, true));
    expect(record).toMatchObject({ message: '[RangeError: no stack] x', ...described, stackTrace: [] });
  });

  it('leaves out the request id during init', () => {
    expect(JSON.parse(formatJson({ ...at, requestId: undefined, values: ['a'] }, false))).not.toHaveProperty(
      'requestId',
    );
  });
});

describe('isLogged', () => {
  it.each([
    { format: 'Text', level: 'TRACE', minimum: 'FATAL', logged: true },
    { format: 'JSON', level: 'TRACE', minimum: 'TRACE', logged: true },
    { format: 'JSON', level: 'TRACE', minimum: 'INFO', logged: false },
    { format: 'JSON', level: 'DEBUG', minimum: 'INFO', logged: false },
    { format: 'JSON', level: 'INFO', minimum: 'INFO', logged: true },
    { format: 'JSON', level: 'WARN', minimum: 'ERROR', logged: false },
    { format: 'JSON', level: 'FATAL', minimum: 'FATAL', logged: true },
  ] as const)('$format $level at $minimum: $logged', ({ format, level, minimum, logged }) => {
    expect(isLogged(format, level, minimum)).toBe(logged);
  });
});
