import { describe, expect, it } from '@jest/globals';
import { type AccessTable, type Principal, parseAccessTable } from '../../../src/decision/index.ts';
import { type AccessRule, authenticated, iam, open, scopes } from '../../../src/index.ts';
import { createPolicyCompiler, denyAll, maxPolicyBytes, withPolicies } from '../../../src/policy/index.ts';
import { read, toTable, write } from './tables.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdefghij/$default';
const principal = (...granted: string[]): Principal => ({
  issuer: 'https://issuer.example',
  subject: 'user',
  scopes: granted,
  validUntil: 100,
  claims: {},
});

/** `['+GET/a', '-GET/b']`: what is allowed and what is denied. */
const compiled = (routes: Readonly<Record<string, AccessRule>>, ...granted: string[]): string[] =>
  createPolicyCompiler(withPolicies(toTable(routes)))({
    principal: principal(...granted),
    now: 99,
    stageArn,
  }).Statement.flatMap(({ Effect, Resource }) =>
    Resource.map((arn) => `${Effect === 'Allow' ? '+' : '-'}${arn.replace(`${stageArn}/`, '')}`),
  );

describe('a policy lists', () => {
  it.each<{ name: string; routes: Record<string, AccessRule>; granted: string[]; policy: string[] }>([
    {
      name: 'the routes of the token and no other',
      routes: { 'GET /a': read, 'POST /a': write },
      granted: ['read'],
      policy: ['+GET/a'],
    },
    {
      name: 'a Deny where a wildcard would cross a slash',
      routes: { 'GET /a/{id}': read, 'GET /a/{id}/b': write },
      granted: ['read'],
      policy: ['+GET/a/*', '-GET/a/*/b'],
    },
    {
      name: 'no Deny where the token may call both, and no ARN that another covers',
      routes: { 'GET /a/{id}': read, 'GET /a/{id}/b': write },
      granted: ['read', 'write'],
      policy: ['+GET/a/*'],
    },
    {
      name: 'no Deny where nothing is opened',
      routes: { 'GET /a/{id}': write, 'GET /a/{id}/b': read },
      granted: ['read'],
      policy: ['+GET/a/*/b'],
    },
    {
      name: 'a literal that hides a parameter',
      routes: { 'GET /a/{id}': read, 'GET /a/me': write },
      granted: ['read'],
      policy: ['+GET/a/*', '-GET/a/me'],
    },
    {
      name: 'a greedy route behind a full match',
      routes: { 'GET /a/{x+}': read, 'GET /a/b/c': write },
      granted: ['write'],
      policy: ['+GET/a/b/c'],
    },
    {
      name: 'a greedy route around a denied one',
      routes: { 'GET /a/{x+}': read, 'GET /a/b/{y+}': write },
      granted: ['read'],
      policy: ['+GET/a/*', '-GET/a/b/*'],
    },
    {
      name: 'what an iam route around it does not serve',
      routes: { 'GET /a/b': read, $default: iam() },
      granted: ['read'],
      policy: ['+GET/a/b'],
    },
    {
      name: 'no open route, and a Deny around none',
      routes: { 'GET /health': open(), 'GET /{name}': read },
      granted: ['read'],
      policy: ['+GET/*'],
    },
    {
      name: 'no iam route, whose ARN stays closed',
      routes: { 'POST /purge': iam(), 'POST /{name}': read },
      granted: ['read'],
      policy: ['+POST/*', '-POST/purge'],
    },
    {
      name: 'every method of ANY that has no route of its own',
      routes: { 'ANY /a': authenticated(), 'GET /a': write },
      granted: [],
      policy: ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((method) => `+${method}/a`),
    },
    { name: 'the root path', routes: { 'GET /': read, 'GET /{id}': write }, granted: ['read'], policy: ['+GET/'] },
    { name: 'nothing for nothing', routes: { 'GET /a': read }, granted: ['write'], policy: ['-*'] },
  ])('$name', ({ routes, granted, policy }) => {
    expect(compiled(routes, ...granted)).toEqual(policy);
  });

  it('nothing from the second on in which the token is expired', () => {
    const compile = createPolicyCompiler(withPolicies(toTable({ 'GET /a': read })));
    const effects = [99, 100, Number.NaN].map(
      (now) => compile({ principal: principal('read'), now, stageArn }).Statement[0]?.Effect,
    );
    expect(effects).toEqual(['Allow', 'Deny', 'Deny']);
  });
});

describe('the plan in a table', () => {
  it('survives JSON, and is taken strictly', () => {
    const table = withPolicies(toTable({ 'GET /a/{id}': read, 'GET /a/{id}/b': write }));
    expect(parseAccessTable(JSON.stringify(table))).toEqual(table);
    const [first, second] = table.policies ?? [];
    for (const policies of [
      null,
      {},
      [first],
      [{ ...first, allow: 'GET/*' }, second],
      [first, { ...second, deny: [{}] }],
    ])
      expect(() => createPolicyCompiler(parseAccessTable(JSON.stringify({ ...table, policies })))).toThrow(
        'The access table has no policies',
      );
  });

  it('has to be there', () => {
    expect(() => createPolicyCompiler(toTable({ 'GET /a': read }))).toThrow('The access table has no policies');
  });
});

describe('a compiled policy', () => {
  const principal: Principal = { issuer: 'i', subject: 's', scopes: ['read'], validUntil: 2, claims: {} };
  const compile = (stage: string) =>
    createPolicyCompiler({
      version: 1,
      scopes: { read: ['read'] },
      routes: { 'GET /a': { rule: scopes('read'), challenge: 'none' } },
      policies: [{ routeKey: 'GET /a', allow: ['GET/a'], deny: [] }],
    })({ principal, now: 1, stageArn: stage });

  it('has 8192 bytes at most', () => {
    const rest = maxPolicyBytes - JSON.stringify(compile('')).length;
    expect(JSON.stringify(compile('x'.repeat(rest)))).toHaveLength(8_192);
    expect(() => compile('x'.repeat(rest + 1))).toThrow(
      'The policy has 8193 bytes; 8192 are allowed. Use simple responses.',
    );
  });
});

describe('a compiled policy takes from a plan', () => {
  const principal: Principal = { issuer: 'i', subject: 's', scopes: ['read'], validUntil: 2, claims: {} };
  const plan = (routeKey: string, allow: string[], when: string[] = []) => ({
    routeKey,
    allow,
    deny: when.length === 0 ? [] : [{ resource: 'GET/denied', when }],
  });
  const routes: AccessTable['routes'] = {
    'GET /a': { rule: scopes('read'), challenge: 'none' },
    'GET /b': { rule: scopes('write'), challenge: 'none' },
    'GET /open': { rule: open(), challenge: 'none' },
  };
  const compile = (policies: ReturnType<typeof plan>[]) =>
    createPolicyCompiler({
      version: 1,
      scopes: { read: ['read'], write: ['write'] },
      routes,
      policies: [...policies, ...Object.keys(routes).map((routeKey) => plan(routeKey, []))],
    })({ principal, now: 1, stageArn: 's' }).Statement;

  it('nothing for a route that is open or not there', () => {
    expect(compile([plan('GET /open', ['GET/open']), plan('GET /gone', ['GET/gone'])])).toEqual(denyAll.Statement);
  });

  it('a Deny when one of the routes it is for is allowed', () => {
    const [, deny] = compile([plan('GET /a', ['GET/a']), plan('GET /b', ['GET/b'], ['GET /a', 'GET /b'])]);
    expect(deny).toEqual({ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: ['s/GET/denied'] });
  });

  it('both of two patterns that differ in a dot', () => {
    const [allow] = compile([plan('GET /a', ['GET/a.b', 'GET/ab', 'GET/axb'])]);
    expect(allow?.Resource).toEqual(['s/GET/a.b', 's/GET/ab', 's/GET/axb']);
  });
});
