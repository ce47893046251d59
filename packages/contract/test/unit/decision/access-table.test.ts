import { describe, expect, it } from '@jest/globals';
import { parseAccessTable } from '../../../src/decision/index.ts';

const table = {
  version: 1,
  scopes: { a: ['a'] },
  routes: { 'GET /x': { rule: { kind: 'scopes', anyOf: [['a']] }, challenge: 'none' } },
};
const withEntry = (entry: unknown) => ({ ...table, routes: { 'GET /x': entry } });

describe('parseAccessTable', () => {
  it('reads what accessTable made', () => {
    expect(parseAccessTable(JSON.stringify(table))).toEqual(table);
  });

  it.each([
    { name: 'another version', value: { ...table, version: 2 } },
    { name: 'no scopes', value: { ...table, scopes: undefined } },
    { name: 'no routes', value: { ...table, routes: undefined } },
    { name: 'a scope that implies a number', value: { ...table, scopes: { a: [1] } } },
    { name: 'an entry without a rule', value: withEntry({ challenge: 'none' }) },
    { name: 'an unknown rule', value: withEntry({ rule: { kind: 'public' }, challenge: 'none' }) },
    {
      name: 'scopes that are not lists',
      value: withEntry({ rule: { kind: 'scopes', anyOf: ['a'] }, challenge: 'none' }),
    },
    { name: 'an unknown challenge mode', value: withEntry({ rule: { kind: 'open' }, challenge: 'always' }) },
    { name: 'a list', value: [] },
  ])('refuses $name', ({ value }) => {
    expect(() => parseAccessTable(JSON.stringify(value))).toThrow('Not an access table of version 1');
  });
});
