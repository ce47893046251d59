import { describe, expect, it } from '@jest/globals';
import { parseStrictObject } from '../../../src/token/strict-json.ts';

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('parseStrictObject', () => {
  it.each<{ name: string; text: string; value: object }>([
    { name: 'an empty object', text: '{}', value: {} },
    { name: 'white space', text: ' {\n"a" :\t1 } ', value: { a: 1 } },
    { name: 'structure inside texts', text: '{"a":"{\\"b\\":[,\\\\","b":"}"}', value: { a: '{"b":[,\\', b: '}' } },
    {
      name: 'one name in two objects',
      text: '{"a":{"a":[{"a":1},{"a":2}]}}',
      value: { a: { a: [{ a: 1 }, { a: 2 }] } },
    },
    { name: 'an escaped quote before a colon', text: '{"a":"\\":"}', value: { a: '":' } },
    { name: 'an escaped quote further before a colon', text: '{"a":"\\"x:"}', value: { a: '"x:' } },
    { name: 'a member after an array', text: '{"a":[1],"b":2}', value: { a: [1], b: 2 } },
    { name: 'null, in an object and in an array', text: '{"a":null,"b":[null]}', value: { a: null, b: [null] } },
    { name: 'names as values', text: '{"a":"b","b":"a"}', value: { a: 'b', b: 'a' } },
    {
      name: 'names that every object has',
      text: '{"constructor":1,"toString":2}',
      value: { constructor: 1, toString: 2 },
    },
    {
      name: 'colons and quotes in names',
      text: '{":":1,"\\":":2,"\\\\\\\\":3}',
      value: { ':': 1, '":': 2, '\\\\': 3 },
    },
    { name: 'a text of backslashes', text: '{"a":"\\\\\\\\","b":":"}', value: { a: '\\\\', b: ':' } },
    { name: 'an escaped name', text: '{"\\u0061b":1,"\\/\\/":2}', value: { ab: 1, '//': 2 } },
    { name: 'an escaped character as a value', text: '{"a":"\\u0061","b":["\\""]}', value: { a: 'a', b: ['"'] } },
  ])('parses $name', ({ text, value }) => {
    expect(parseStrictObject(text)).toEqual(value);
  });

  it('keeps 16 levels, and refuses 17', () => {
    expect(parseStrictObject(nested(16))).toBeDefined();
    expect(parseStrictObject(nested(17))).toBeUndefined();
    expect(parseStrictObject(`{"a":${'['.repeat(15)}${']'.repeat(15)}}`)).toBeDefined();
    expect(parseStrictObject(`{"a":${'['.repeat(16)}${']'.repeat(16)}}`)).toBeUndefined();
  });

  it.each([
    { name: 'a name twice', text: '{"a":1,"a":1}' },
    { name: 'a name twice, once escaped', text: '{"ab":1,"\\u0061b":1}' },
    { name: 'a name of one letter twice, once escaped', text: '{"a":1,"\\u0061":1}' },
    // Which some parsers take for a backslash, so that nobody can tell what it says.
    { name: 'a name of one escaped letter', text: '{"ab":1,"\\u0061" :1}' },
    { name: 'a name of one escaped quote', text: '{"\\"":1}' },
    { name: 'a name twice, further in', text: '{"x":[{"a":1,"b":{},"a":1}]}' },
    { name: 'a name twice, after a backslash that is escaped', text: '{"a":"\\\\","a":1}' },
    { name: 'a name twice, with an escaped quote in it', text: '{"a\\"":1,"a\\"":2}' },
    { name: 'a name twice, the first time of an object that is then gone', text: '{"a":{"b":1,"c":2},"a":1}' },
    { name: 'a name twice, the second time of an object', text: '{"a":1,"a":{"b":1,"c":2}}' },
    { name: 'a name twice, and colons in a text', text: '{"a":":::","a":"\\":"}' },
    { name: 'a name of every object twice', text: '{"__proto__":{},"__proto__":{}}' },
    { name: 'a text that does not end', text: '"a' },
    { name: 'an array', text: '[]' },
    { name: 'null', text: 'null' },
    { name: 'nothing', text: '' },
    { name: 'a broken text', text: '{"a' },
    { name: 'a broken escape in a name', text: '{"\\x":1}' },
    { name: 'a colon in an array', text: '["a":1]' },
    { name: 'a colon first', text: ':' },
    { name: 'too many ends', text: '{}}' },
  ])('refuses $name', ({ text }) => {
    expect(parseStrictObject(text)).toBeUndefined();
  });
});
