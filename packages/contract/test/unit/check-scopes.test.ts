import { describe, it } from '@jest/globals';
import { base, expectFault } from '../declarations.ts';

describe('a catalogue is refused', () => {
  it.each([
    { name: 'scope with a space', given: { ...base, scopes: { ...base.scopes, 'a b': 'x' } }, at: 'scopes.a b' },
    { name: 'scope with a quote', given: { ...base, scopes: { ...base.scopes, 'a"b': 'x' } }, at: 'scopes.a"b' },
    {
      name: 'scope outside ASCII',
      given: { ...base, scopes: { ...base.scopes, 'lesen\u00e4': 'x' } },
      at: 'scopes.lesen\u00e4',
    },
    { name: 'scope that says nothing', given: { ...base, scopes: { ...base.scopes, x: '' } }, at: 'scopes.x' },
    {
      name: 'unknown implied scope',
      given: { ...base, scopes: { ...base.scopes, x: { about: 'X', implies: ['y'] } } },
      at: 'scopes.x.implies',
    },
    {
      name: 'scope that implies itself',
      given: { ...base, scopes: { ...base.scopes, x: { about: 'X', implies: ['x'] } } },
      at: 'scopes',
    },
    {
      name: 'circle of scopes',
      given: {
        ...base,
        scopes: { ...base.scopes, a: { about: 'A', implies: ['b'] }, b: { about: 'B', implies: ['a'] } },
      },
      at: 'scopes',
    },
  ])('$name', ({ given, at }) => {
    expectFault(given, at);
  });
});
