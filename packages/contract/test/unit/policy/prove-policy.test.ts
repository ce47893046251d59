import { describe, expect, it } from '@jest/globals';
import { type AccessRule, iam, open, scopes } from '../../../src/index.ts';
import { type Denial, type PlannedRoute, planDenials, planRoutes } from '../../../src/policy/policy-plan.ts';
import { provePolicies } from '../../../src/policy/prove-policy.ts';
import { read, toTable, write } from './tables.ts';

const prove = (routes: Readonly<Record<string, AccessRule>>, mostCases?: number) => {
  const table = toTable(routes);
  return provePolicies(planRoutes(table).map(planDenials), table, mostCases);
};

describe('the proof', () => {
  it('is given up after so many kinds of paths, naming two routes around the last', () => {
    const routes = { 'GET /a': read, 'GET /b': read };
    expect(prove(routes, 3)).toEqual([]);
    expect(prove(routes, 2)).toEqual([{ kind: 'too-many-cases', example: 'GET /b', routes: ['GET /b', 'GET /b'] }]);
    expect(prove(routes, 1)).toEqual([{ kind: 'too-many-cases', example: 'GET /a', routes: ['GET /a', 'GET /a'] }]);
  });

  it('names no routes where it is given up half-way to any', () => {
    expect(prove({ 'GET /a/b': read }, 1)).toEqual([{ kind: 'too-many-cases', example: 'GET /a', routes: ['', ''] }]);
  });

  it('names the routes that match the last path', () => {
    expect(prove({ 'GET /{x}': read, 'GET /a': read }, 2)).toEqual([
      { kind: 'too-many-cases', example: 'GET /a', routes: ['GET /{x}', 'GET /a'] },
    ]);
  });

  it.each<{ name: string; routes: Record<string, AccessRule>; found: object[] }>([
    { name: 'holds for routes apart', routes: { 'GET /a': read, 'GET /b': write }, found: [] },
    { name: 'holds where open routes lie inside', routes: { 'GET /{x}': read, 'GET /a': open() }, found: [] },
    {
      name: 'holds where a wildcard reaches what no route serves',
      routes: { 'GET /a/{id}': read, 'GET /a/{id}/b/c': read },
      found: [],
    },
    {
      name: 'holds where one route is denied for another and not for a third',
      routes: { 'GET /{x}': read, 'GET /a': write, 'GET /{x}/b': read, 'GET /a/b': write },
      found: [],
    },
    { name: 'holds for one rule', routes: { 'GET /{x+}': read, 'GET /a/{x}': read }, found: [] },
    {
      name: 'fails both ways where an empty segment goes either way',
      routes: { 'POST /a/{id}': read, 'POST /a/{rest+}': write },
      found: [
        { kind: 'closes', routes: ['POST /a/{rest+}', 'POST /a/{id}'], example: 'POST /a/' },
        { kind: 'opens', routes: ['POST /a/{id}', 'POST /a/{rest+}'], example: 'POST /a/' },
      ],
    },
    {
      name: 'fails in one way where one rule holds the other',
      routes: { 'POST /a/{id}': read, 'POST /a/{rest+}': scopes('read', 'write') },
      found: [{ kind: 'opens', routes: ['POST /a/{id}', 'POST /a/{rest+}'], example: 'POST /a/' }],
    },
    {
      name: 'does not open an iam route, and closes nothing for it',
      routes: { 'POST /a/{id}': iam(), 'POST /a/{rest+}': read },
      found: [{ kind: 'closes', routes: ['POST /a/{rest+}', 'POST /a/{id}'], example: 'POST /a/' }],
    },
  ])('$name', ({ routes, found }) => {
    expect(prove(routes)).toEqual(expect.arrayContaining(found));
    expect(prove(routes)).toHaveLength(found.length);
  });
});

describe('a plan with a wrong denial is seen through', () => {
  const table = toTable({ 'GET /{x}': read, 'GET /a': write, 'GET /b': write });
  const plan = planDenials(planRoutes(table).find(({ method }) => method === 'GET')!);
  const [any, a, b] = plan.routes as [PlannedRoute, PlannedRoute, PlannedRoute];
  const kinds = (denials: readonly Denial[]) =>
    provePolicies([{ ...plan, denials }], table).map(({ kind, routes }) => `${kind}: ${routes.join(', ')}`);
  const ofB = plan.denials.filter(({ denied }) => denied === b);

  it.each<{ name: string; denials: readonly Denial[]; found: string[] }>([
    { name: 'none is missing', denials: plan.denials, found: [] },
    { name: 'one is missing', denials: ofB, found: ['opens: GET /{x}, GET /a'] },
    {
      name: 'it denies another route',
      denials: [...ofB, { pattern: a.loose, denied: b, allowed: [any] }],
      found: ['opens: GET /{x}, GET /a'],
    },
    {
      name: 'it is made for another Allow',
      denials: [...ofB, { pattern: a.loose, denied: a, allowed: [b] }],
      found: ['opens: GET /{x}, GET /a'],
    },
    {
      name: 'it reaches too far for one of two Allows',
      denials: [...plan.denials, { pattern: any.wildcards, denied: a, allowed: [any, a] }],
      found: ['closes: GET /{x}, GET /a'],
    },
  ])('$name', ({ denials, found }) => {
    expect(kinds(denials)).toEqual(found);
  });
});
