import { describe, expect, it } from '@jest/globals';
import { planRoutes } from '../../../src/policy/policy-plan.ts';
import { byPrecedence } from '../../../src/policy/route-selection.ts';
import { read, toTable } from './tables.ts';

describe('the routes of a method', () => {
  it.each([
    { name: 'full, greedy, $default', keys: ['GET /{y}/b', 'GET /a/{x+}', '$default'] },
    { name: 'the longer of two that begin alike', keys: ['GET /a/b', 'GET /a'] },
    { name: 'literal, parameter', keys: ['GET /a/b', 'GET /a/{x}'] },
    { name: 'the exact method', keys: ['GET /a/b', 'ANY /a/{x}'] },
  ])('are ordered: $name', ({ keys }) => {
    for (const given of [keys, keys.toReversed()]) {
      const plans = planRoutes(toTable(Object.fromEntries(given.map((key) => [key, read]))));
      const { routes } = plans.find(({ method }) => method === 'GET')!;
      for (const pathFirst of [true, false]) {
        const ordered = byPrecedence(routes, { pathFirst, emptyParameters: true });
        expect(ordered.map(({ routeKey }) => routeKey)).toEqual(keys);
      }
    }
  });
});
