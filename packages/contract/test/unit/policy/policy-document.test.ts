import { describe, expect, it } from '@jest/globals';
import type { AccessTable, Principal } from '../../../src/decision/index.ts';
import { open, scopes } from '../../../src/index.ts';
import { createPolicyCompiler, denyAll, maxPolicyBytes, stageArnOf } from '../../../src/policy/index.ts';
import { toPolicyDocument } from '../../../src/policy/policy-document.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdefghij/$default';
const Version = '2012-10-17';
const Action = 'execute-api:Invoke';

describe('a policy document', () => {
  it('allows, and denies what there is to deny', () => {
    const allow = { Effect: 'Allow', Action, Resource: [`${stageArn}/GET/a`, `${stageArn}/GET/b/*`] };
    const deny = { Effect: 'Deny', Action, Resource: [`${stageArn}/GET/b/c`] };
    expect(toPolicyDocument(stageArn, ['GET/a', 'GET/b/*'], [])).toEqual({ Version, Statement: [allow] });
    expect(toPolicyDocument(stageArn, ['GET/a', 'GET/b/*'], ['GET/b/c'])).toEqual({
      Version,
      Statement: [allow, deny],
    });
  });

  it('of nothing denies everything', () => {
    expect(denyAll).toEqual({ Version, Statement: [{ Effect: 'Deny', Action, Resource: ['*'] }] });
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
    expect(deny).toEqual({ Effect: 'Deny', Action, Resource: ['s/GET/denied'] });
  });

  it('both of two patterns that differ in a dot', () => {
    const [allow] = compile([plan('GET /a', ['GET/a.b', 'GET/ab', 'GET/axb'])]);
    expect(allow?.Resource).toEqual(['s/GET/a.b', 's/GET/ab', 's/GET/axb']);
  });
});

describe('the ARN of a stage', () => {
  it.each([
    `x${stageArn}/GET/a`,
    `${stageArn}/GETa-`,
    `${stageArn}/`,
    'arn::execute-api:eu-central-1:123456789012:a1/dev/GET/a',
    'arn:aws:execute-api::123456789012:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:12345678901:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:1234567890123:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1//GET/a',
    7,
    { toString: () => `${stageArn}/GET/a` },
  ])('is not in %p', (text) => {
    expect(() => stageArnOf(text)).toThrow('Let nothing but an HTTP API with payload format 2.0 call the authorizer.');
  });
});
