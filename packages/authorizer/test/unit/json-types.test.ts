import { describe, expect, it } from '@jest/globals';
import { isRecord, isText, isTexts } from '../../src/json-types.ts';

describe('JSON types', () => {
  it.each<{ value: unknown; is: readonly string[] }>([
    { value: {}, is: ['record'] },
    { value: [], is: ['texts'] },
    { value: ['a', 'b'], is: ['texts'] },
    { value: ['a', ''], is: [] },
    { value: ['a', 1], is: [] },
    { value: { every: () => true }, is: ['record'] },
    { value: 'a', is: ['text'] },
    { value: '', is: [] },
    { value: null, is: [] },
    { value: 1, is: [] },
  ])('$value is $is', ({ value, is }) => {
    const found = { record: isRecord(value), text: isText(value), texts: isTexts(value) };
    expect(Object.entries(found).flatMap(([name, holds]) => (holds ? [name] : []))).toEqual(is);
  });
});
