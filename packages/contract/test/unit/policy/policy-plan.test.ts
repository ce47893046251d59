import { describe, expect, it } from '@jest/globals';
import type { AccessTable } from '../../../src/decision/index.ts';
import { type AccessRule, iam, open, scopes } from '../../../src/index.ts';
import { checkPolicies, withPolicies } from '../../../src/policy/index.ts';
import { patternText } from '../../../src/policy/path-pattern.ts';
import { planDenials, planRoutes } from '../../../src/policy/policy-plan.ts';
import { byPrecedence } from '../../../src/policy/route-selection.ts';

const read = scopes('read');
const write = scopes('write');

const toTable = (routes: Readonly<Record<string, AccessRule>>): AccessTable => ({
  version: 1,
  scopes: { read: ['read'], write: ['write'] },
  routes: Object.fromEntries(Object.entries(routes).map(([key, rule]) => [key, { rule, challenge: 'none' }])),
});
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

  it.each([
    { name: 'full, greedy, $default', keys: ['GET /{y}/b', 'GET /a/{x+}', '$default'] },
    { name: 'the longer of two that begin alike', keys: ['GET /a/b', 'GET /a'] },
    { name: 'literal, parameter', keys: ['GET /a/b', 'GET /a/{x}'] },
    { name: 'the exact method', keys: ['GET /a/b', 'ANY /a/{x}'] },
  ])('are ordered: $name', ({ keys }) => {
    for (const given of [keys, keys.toReversed()]) {
      const { routes } = planOfGet(Object.fromEntries(given.map((key) => [key, read])));
      for (const pathFirst of [true, false]) {
        const ordered = byPrecedence(routes, { pathFirst, emptyParameters: true });
        expect(ordered.map(({ routeKey }) => routeKey)).toEqual(keys);
      }
    }
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

  it('stands in the table at its route alone', () => {
    expect(withPolicies(toTable({ 'GET /a/{id}': read, 'GET /a/{id}/b': write })).policies).toEqual([
      { routeKey: 'GET /a/{id}', allow: ['GET/a/*'], deny: [] },
      {
        routeKey: 'GET /a/{id}/b',
        allow: ['GET/a/*/b'],
        deny: [{ resource: 'GET/a/*/b', when: ['GET /a/{id}'] }],
      },
    ]);
  });
});

describe('the size of policies', () => {
  const statement = (Effect: string) => ({ Effect, Action: 'execute-api:Invoke', Resource: ['/'] });
  const document = { Version: '2012-10-17', Statement: [statement('Allow'), statement('Deny')] };
  const empty = JSON.stringify(document).length;
  const resource = '"arn:aws-us-gov:execute-api:ap-southeast-2:123456789012:abcdefghij/$default/GET/",';

  it('is 8192 bytes at most, counted with the longest ARN of a stage', () => {
    const rest = 8_192 - empty - resource.length;
    expect(checkPolicies(toTable({ [`GET /${'a'.repeat(rest)}`]: read }))).toEqual([]);
    expect(checkPolicies(toTable({ [`GET /${'a'.repeat(rest + 1)}`]: read }))).toEqual([
      { kind: 'too-large', bytes: 8_193 },
    ]);
  });

  it('counts what is denied', () => {
    const denied = Array.from({ length: 100 }, (_, at) => [`GET /r${at + 100}`, iam()] as const);
    const bytes = empty + resource.length + '*'.length + 100 * (resource.length + 'r100'.length);
    expect(checkPolicies(toTable({ 'GET /{x}': read, ...Object.fromEntries(denied) }))).toEqual([
      { kind: 'too-large', bytes },
    ]);
  });
});
