import { describe, expect, it } from '@jest/globals';
import { isRecord, isStrings, isText } from '../../src/json-types.ts';

describe('the types of JSON', () => {
  it.each([
    { name: 'an object', value: {}, is: [true, false, false] },
    { name: 'a list', value: [], is: [false, false, true] },
    { name: 'texts', value: ['', 'a'], is: [false, false, true] },
    { name: 'a list with a number', value: ['a', 1], is: [false, false, false] },
    { name: 'null', value: null, is: [false, false, false] },
    { name: 'nothing', value: undefined, is: [false, false, false] },
    { name: 'a text', value: 'a', is: [false, true, false] },
    { name: 'an empty text', value: '', is: [false, false, false] },
    { name: 'a number', value: 1, is: [false, false, false] },
  ])('tell $name', ({ value, is }) => {
    expect([isRecord(value), isText(value), isStrings(value)]).toEqual(is);
  });
});
