import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '../../../src/database/checks/database-request.ts';
import { itemBytes } from '../../../src/database/checks/item-size.ts';

describe('itemBytes', () => {
  it.each<{ name: string; value: AttributeValue; bytes: number }>([
    { name: 'text', value: { S: 'abc' }, bytes: 3 },
    { name: 'text in UTF-8', value: { S: 'é😀' }, bytes: 6 },
    { name: 'empty text', value: { S: '' }, bytes: 0 },
    { name: 'binary data', value: { B: Buffer.alloc(5).toString('base64') }, bytes: 5 },
    { name: 'true', value: { BOOL: false }, bytes: 1 },
    { name: 'null', value: { NULL: true }, bytes: 1 },
    { name: 'a set of texts', value: { SS: ['a', 'é'] }, bytes: 3 },
    { name: 'a set of numbers', value: { NS: ['1', '22'] }, bytes: 4 },
    { name: 'a set of bytes', value: { BS: ['AA==', 'AAA='] }, bytes: 3 },
    { name: 'an empty list', value: { L: [] }, bytes: 3 },
    { name: 'a list', value: { L: [{ S: 'ab' }, { NULL: true }] }, bytes: 3 + 3 + 2 },
    { name: 'an empty map', value: { M: {} }, bytes: 3 },
    { name: 'a map', value: { M: { ['é']: { S: 'ab' } } }, bytes: 3 + 1 + 2 + 2 },
  ])('counts $name', ({ value, bytes }) => {
    expect(itemBytes({ ab: value })).toBe(2 + bytes);
  });

  it.each([
    ['0', 1],
    ['1', 2],
    ['-1', 3],
    ['12', 2],
    ['123456', 4],
    ['3.14159', 5],
    ['42.12', 3],
    [`1${'0'.repeat(125)}`, 2],
    [`0.${'0'.repeat(129)}1`, 2],
    ['100.5', 4],
    ['12345678901234567890123456789012345678', 20],
  ])('counts the number %s by its significant digits', (N, bytes) => {
    expect(itemBytes({ ab: { N } })).toBe(2 + bytes);
  });
});
