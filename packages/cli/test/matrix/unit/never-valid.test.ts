import { describe, expect, it } from '@jest/globals';
import { neverValid } from '../../../src/matrix/never-valid.ts';

describe('neverValid', () => {
  it.each([
    { of: 'an object', schema: { type: 'object' }, value: 'scopegate probe' },
    { of: 'a string', schema: { type: 'string', pattern: '.' }, value: [] },
    { of: 'several types', schema: { type: ['string', 'array', 'null'] }, value: true },
    { of: 'an integer', schema: { type: 'integer' }, value: 'scopegate probe' },
    {
      of: 'everything but half numbers',
      schema: { type: ['string', 'array', 'null', 'boolean', 'integer'] },
      value: 0.5,
    },
    { of: 'a constant', schema: { const: 5 }, value: 'scopegate probe' },
    { of: 'the very string', schema: { const: 'scopegate probe' }, value: [] },
    { of: 'an enumeration', schema: { enum: ['a', 'scopegate probe'] }, value: [] },
    { of: 'a union', schema: { anyOf: [{ type: 'string' }, { type: 'array' }] }, value: null },
    { of: 'exactly one of', schema: { oneOf: [{ type: 'string' }, { type: 'object' }] }, value: [] },
    { of: 'an intersection', schema: { allOf: [{}, { type: 'object' }] }, value: 'scopegate probe' },
    { of: 'nothing', schema: false, value: 'scopegate probe' },
  ])('finds a value outside $of', ({ schema, value }) => {
    expect(neverValid(schema)).toEqual({ value });
  });

  it.each([
    { of: 'anything', schema: {} },
    { of: 'true', schema: true },
    { of: 'a reference', schema: { $ref: '#/$defs/x' } },
    { of: 'a negation', schema: { not: { type: 'string' } } },
    { of: 'an empty union', schema: { anyOf: [] } },
    { of: 'a union with an open branch', schema: { anyOf: [{ type: 'string' }, {}] } },
    { of: 'every type', schema: { type: ['string', 'array', 'null', 'boolean', 'number', 'object'] } },
  ])('proves nothing for $of', ({ schema }) => {
    expect(neverValid(schema)).toBeUndefined();
  });
});
