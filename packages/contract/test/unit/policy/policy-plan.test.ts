import { describe, expect, it } from '@jest/globals';
import { type AccessRule, iam, open } from '../../../src/index.ts';
import { patternText } from '../../../src/policy/path-pattern.ts';
import { planDenials, planRoutes } from '../../../src/policy/policy-plan.ts';
import { read, toTable, write } from './tables.ts';

const planOfGet = (routes: Readonly<Record<string, AccessRule>>) =>
  planRoutes(toTable(routes)).find(({ method }) => method === 'GET') ?? { method: '', routes: [], denials: [] };

describe('the routes of a method', () => {
  it('say how they are chosen', () => {
    const { routes } = planOfGet({ $default: read, 'GET /a': read, 'ANY /a/{id}': write, 'POST /b': read });
    expect(routes.map(({ routeKey, exactMethod, fallback }) => ({ routeKey, exactMethod, fallback }))).toEqual([
      { routeKey: '$default', exactMethod: false, fallback: true },
      { routeKey: 'GET /a', exactMethod: true, fallback: false },
      { routeKey: 'ANY /a/{id}', exactMethod: false, fallback: false },
    ]);
  });

  it('have keys of the grammar, or all problems are told', () => {
    expect(() => planOfGet({ 'GET /a*/{id': read })).toThrow(/no route key of a contract: .+; .+\. Make the table/);
  });
});

describe('what has to be denied', () => {
  it.each<{ name: string; routes: Record<string, AccessRule>; denials: string[] }>([
    {
      name: 'what another opens',
      routes: { 'GET /a/{id}': read, 'GET /a/{id}/b': write },
      denials: ['GET /a/{id}/b: a/*/b for GET /a/{id}'],
    },
    { name: 'an iam route', routes: { 'GET /{x}': read, 'GET /a': iam() }, denials: ['GET /a: a for GET /{x}'] },
    { name: 'nothing of an open route', routes: { 'GET /{x}': read, 'GET /a': open() }, denials: [] },
    { name: 'nothing for an open route', routes: { 'GET /{x}': open(), 'GET /a': read }, denials: [] },
    { name: 'nothing for an iam route', routes: { 'GET /{x}': iam(), 'GET /a': read }, denials: [] },
    { name: 'nothing of itself', routes: { 'GET /a/{x}': read }, denials: [] },
  ])('$name', ({ routes, denials }) => {
    const found = planDenials(planOfGet(routes)).denials.map(
      ({ denied, pattern, allowed }) =>
        `${denied.routeKey}: ${patternText(pattern)} for ${allowed.map(({ routeKey }) => routeKey).join(', ')}`,
    );
    expect(found).toEqual(denials);
  });
});
