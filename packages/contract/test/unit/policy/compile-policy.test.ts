import { describe, expect, it } from '@jest/globals';
import { type AccessTable, type Principal, parseAccessTable } from '../../../src/decision/index.ts';
import { type AccessRule, accessTable, authenticated, defineApi, iam, open, scopes } from '../../../src/index.ts';
import {
  checkPolicies,
  createPolicyCompiler,
  describePolicyFault,
  PolicyError,
  routeKeysServing,
  stageArnOf,
  withPolicies,
} from '../../../src/policy/index.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdefghij/$default';
const read = scopes('read');
const write = scopes('write');

const toTable = (routes: Readonly<Record<string, AccessRule>>): AccessTable => ({
  version: 1,
  scopes: { read: ['read'], write: ['write'], admin: ['admin', 'read', 'write'] },
  routes: Object.fromEntries(Object.entries(routes).map(([key, rule]) => [key, { rule, challenge: 'none' }])),
});

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

describe('the stage of an ARN', () => {
  it.each([
    { arn: `${stageArn}/GET/a/b`, stage: stageArn },
    { arn: `${stageArn}/GET/`, stage: stageArn },
    { arn: `${stageArn}/GET`, stage: stageArn },
    {
      arn: 'arn:aws-cn:execute-api:cn-north-1:123456789012:a1/dev-1/POST/x:y',
      stage: 'arn:aws-cn:execute-api:cn-north-1:123456789012:a1/dev-1',
    },
  ])('$arn', ({ arn, stage }) => {
    expect(stageArnOf(arn)).toBe(stage);
  });

  it.each([
    undefined,
    '',
    '*',
    'arn:aws:execute-api:*:123456789012:a1/$default/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:*/$default/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1/*/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1/$x{}/GET/a',
    'arn:aws:lambda:eu-central-1:123456789012:a1/dev/GET/a',
    `${stageArn}/get/a`,
  ])('refuses %p', (arn) => {
    expect(() => stageArnOf(arn)).toThrow('The event has no routeArn of an HTTP API');
  });
});

it('routes are chosen as the gateway chooses them', () => {
  const api = defineApi({
    title: 'Pets',
    version: '1',
    scopes: {},
    routes: Object.fromEntries(
      ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'].map((route, at) => [
        `r${at}`,
        { route, access: open(), responses: { 204: null } },
      ]),
    ),
  });
  const serving = (method: string, path: string) => routeKeysServing(accessTable(api), method, path);
  expect(serving('GET', '/pets/dog/1')).toEqual(['GET /pets/dog/1']);
  expect(serving('GET', '/pets/dog/2')).toEqual(['GET /pets/dog/{id}']);
  expect(serving('GET', '/pets/cat/1')).toEqual(['GET /pets/{proxy+}']);
  expect(serving('POST', '/test/5')).toEqual(['ANY /{proxy+}']);
  expect(serving('PURGE', '/test/5')).toEqual([]);
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
