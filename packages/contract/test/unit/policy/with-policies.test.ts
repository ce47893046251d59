import { describe, expect, it } from '@jest/globals';
import { type AccessRule, authenticated, iam } from '../../../src/index.ts';
import { checkPolicies, describePolicyFault, PolicyError, withPolicies } from '../../../src/policy/index.ts';
import { read, toTable, write } from './tables.ts';

describe('the plan in a table', () => {
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

describe('a contract is refused, with both routes', () => {
  it.each<{ name: string; routes: Record<string, AccessRule>; words: string[] }>([
    {
      name: 'a parameter behind a catch-all',
      routes: { 'GET /{proxy+}': read, 'GET /a/{id}': write },
      words: [
        'a policy that denies GET /a/{id} also closes GET /{proxy+}, as for GET /a/',
        'a policy that allows GET /a/{id} also opens GET /{proxy+}, as for GET /a/',
      ],
    },
    {
      name: 'a longer route under a denied shape',
      routes: { 'GET /{a}': read, 'GET /{a}/{b}': write, 'GET /{a}/{b}/{c}': read },
      words: ['a policy that denies GET /{a}/{b} also closes GET /{a}/{b}/{c}, as for GET ///'],
    },
    {
      name: 'routes of which AWS does not say which one serves',
      routes: { 'ANY /a/b': authenticated(), 'GET /a/{x}': write },
      words: ['a policy that denies GET /a/{x} also closes ANY /a/b, as for GET /a/b'],
    },
    {
      name: 'an empty segment of which AWS does not say who takes it',
      routes: { 'GET /a/{id}': read, 'GET /a/{rest+}': write },
      words: [
        'a policy that denies GET /a/{id} also closes GET /a/{rest+}, as for GET /a/',
        'a policy that allows GET /a/{id} also opens GET /a/{rest+}, as for GET /a/',
      ],
    },
  ])('$name', ({ routes, words }) => {
    expect(checkPolicies(toTable(routes)).map(describePolicyFault)).toEqual(words);
    expect(() => withPolicies(toTable(routes))).toThrow(PolicyError);
    expect(() => withPolicies(toTable(routes))).toThrow(words[0]);
  });

  it('no fault for the same routes under one rule', () => {
    expect(checkPolicies(toTable({ 'GET /{proxy+}': read, 'GET /a/{id}': read, 'GET /a/me': read }))).toEqual([]);
  });

  it('a policy that can outgrow 8192 bytes', () => {
    const routes = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`GET /things/${at}`, read]));
    expect(checkPolicies(toTable(routes))).toEqual([{ kind: 'too-large', bytes: expect.any(Number) }]);
    expect(checkPolicies(toTable(Object.fromEntries(Object.entries(routes).slice(0, 60))))).toEqual([]);
  });

  it('a route key that no contract can have', () => {
    for (const key of ['GET /a*', 'GET /a?', 'GET /$a', 'FETCH /a']) {
      expect(() => checkPolicies(toTable({ [key]: read }))).toThrow(`"${key}" is no route key of a contract`);
    }
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
