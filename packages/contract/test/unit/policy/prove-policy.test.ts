import { describe, expect, it } from '@jest/globals';
import { type AccessRule, allOf, anyOf, authenticated, iam, open, scopes } from '../../../src/index.ts';
import { type Denial, type PlannedRoute, planDenials, planRoutes } from '../../../src/policy/policy-plan.ts';
import { provePolicies } from '../../../src/policy/prove-policy.ts';
import { allows, createCanPart } from '../../../src/policy/rule-logic.ts';

const catalogue = { read: ['read'], write: ['write'], admin: ['admin', 'read', 'write'] };
const read = scopes('read');
const write = scopes('write');

const prove = (routes: Readonly<Record<string, AccessRule>>, mostCases?: number) => {
  const table = {
    version: 1 as const,
    scopes: catalogue,
    routes: Object.fromEntries(
      Object.entries(routes).map(([key, rule]) => [key, { rule, challenge: 'none' as const }]),
    ),
  };
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
  const table = {
    version: 1 as const,
    scopes: catalogue,
    routes: Object.fromEntries(
      Object.entries({ 'GET /{x}': read, 'GET /a': write, 'GET /b': write }).map(([key, rule]) => [
        key,
        { rule, challenge: 'none' as const },
      ]),
    ),
  };
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

describe('two rules can part', () => {
  const canPart = createCanPart({ scopes: catalogue });

  it.each<{ name: string; allowed: AccessRule[]; denied: AccessRule; is: boolean }>([
    { name: 'one scope from another', allowed: [read], denied: write, is: true },
    { name: 'not a scope from itself', allowed: [read], denied: read, is: false },
    { name: 'not a scope from what it implies', allowed: [scopes('admin')], denied: read, is: false },
    { name: 'what is implied from what implies', allowed: [read], denied: scopes('admin'), is: true },
    { name: 'not two from one of them', allowed: [read, write], denied: read, is: false },
    {
      name: 'not both of two from the two together',
      allowed: [read, write],
      denied: scopes('read', 'write'),
      is: false,
    },
    { name: 'one alternative', allowed: [anyOf(allOf('read'), allOf('write'))], denied: read, is: true },
    { name: 'any token from scopes', allowed: [authenticated()], denied: read, is: true },
    { name: 'scopes from no token', allowed: [read], denied: iam(), is: true },
    { name: 'not scopes from any token', allowed: [read], denied: authenticated(), is: false },
    { name: 'not what lets nobody in', allowed: [iam()], denied: read, is: false },
    { name: 'not what lets nobody in with another', allowed: [read, iam()], denied: write, is: false },
    { name: 'not a scope that nobody has', allowed: [scopes('unknown')], denied: read, is: false },
  ])('$name: $is', ({ allowed, denied, is }) => {
    expect(canPart(allowed, denied)).toBe(is);
    // The answer is kept, under these rules alone.
    expect(canPart(allowed, denied)).toBe(is);
  });

  it('as the decision says', () => {
    expect(allows(read, ['read'])).toBe(true);
    expect(allows(read, ['write'])).toBe(false);
    expect(allows(authenticated(), [])).toBe(true);
  });
});
