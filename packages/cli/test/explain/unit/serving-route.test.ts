import { describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { servingRoute } from '../../../src/explain/serving-route.ts';
import { shop } from '../../support/shop.ts';

const table = accessTable(shop, (name) => (name === 'getItem' ? 'none' : 'genuine'));

describe('servingRoute', () => {
  it('decodes the path first, as the gateway does', () => {
    expect(servingRoute(table, 'GET', '/ite%6ds/a%20b?limit=1')).toBe('GET /items/{id}');
    expect(() => servingRoute(table, 'GET', '/items/a%2Fb')).toThrow('No route serves');
  });

  it('refuses a request that AWS does not document the route of', () => {
    const entry = { rule: { kind: 'open' }, challenge: 'none' } as const;
    const two = { version: 1, scopes: {}, routes: { 'GET /a/{x}': entry, 'ANY /a/b': entry } } as const;
    expect(() => servingRoute(two, 'GET', '/a/b')).toThrow('AWS does not document which');
    expect(servingRoute(two, 'GET', '/a/c')).toBe('GET /a/{x}');
  });
});
