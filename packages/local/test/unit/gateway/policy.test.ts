import { describe, expect, it } from '@jest/globals';
import { missingPermission } from '../../../src/gateway/invoke/invoke-permission.ts';
import { arnLike } from '../../../src/gateway/policy/arn-like.ts';
import { evaluatePolicy } from '../../../src/gateway/policy/evaluate-policy.ts';
import { parsePolicyDocument } from '../../../src/gateway/policy/policy-document.ts';
import { matchesWildcard } from '../../../src/gateway/policy/wildcard.ts';
import { lambda, permission } from './support.ts';

const place = 'arn:aws:execute-api:us-east-1:123456789012:abc';

describe('matchesWildcard', () => {
  it.each([
    { pattern: '*', text: '', expected: true },
    { pattern: 'a*c', text: 'abbc', expected: true },
    { pattern: 'a*c', text: 'abcd', expected: false },
    { pattern: 'a?c', text: 'abc', expected: true },
    { pattern: 'a?c', text: 'ac', expected: false },
    { pattern: '*ab*ab', text: 'abxab', expected: true },
    { pattern: '', text: 'a', expected: false },
    { pattern: 'a.c', text: 'abc', expected: false },
    { pattern: 'ab', text: 'a*', expected: false },
    { pattern: 'a**', text: 'a', expected: true },
  ])('$pattern on "$text" is $expected', ({ pattern, text, expected }) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('does not blow up on many stars', () => {
    expect(matchesWildcard(`${'*a'.repeat(50)}b`, 'a'.repeat(2000))).toBe(false);
  });
});

describe('arnLike', () => {
  it.each([
    { pattern: `${place}/*/*/pets/{id}`, arn: `${place}/$default/GET/pets/{id}`, expected: true },
    { pattern: `${place}/*`, arn: `${place}/dev/GET/a/b`, expected: true },
    { pattern: `${place}/dev/GET/pets/?`, arn: `${place}/dev/GET/pets/1`, expected: true },
    { pattern: 'arn:aws:execute-api:*:*:*', arn: `${place}/dev/GET/a:b`, expected: true },
    { pattern: 'arn:aws:execute-api:*', arn: `${place}/dev/GET/a`, expected: false },
    { pattern: 'arn:aws:*:*:abc/x', arn: 'arn:aws:execute-api:us-east-1:123456789012:abc/x', expected: false },
    { pattern: 'arn:aws:execute-api:*:*:x', arn: 'arn:aws:execute-api:us-east-1:123456789012:abc:x', expected: false },
    { pattern: '*', arn: `${place}/x`, expected: false },
  ])('$pattern on $arn is $expected', ({ pattern, arn, expected }) => {
    expect(arnLike(pattern, arn)).toBe(expected);
  });
});

describe('evaluatePolicy', () => {
  const allow = (Resource: string | string[], Action: string | string[] = 'execute-api:Invoke') => ({
    Effect: 'Allow' as const,
    Action,
    Resource,
  });
  const deny = (Resource: string) => ({ Effect: 'Deny' as const, Action: 'execute-api:Invoke', Resource });
  it.each([
    { name: 'the very ARN', statements: [allow(`${place}/dev/GET/a`)], expected: 'allow' },
    { name: 'another ARN', statements: [allow(`${place}/dev/GET/b`)], expected: 'no-match' },
    { name: 'everything', statements: [allow('*', '*')], expected: 'allow' },
    { name: 'one of several', statements: [allow(['*'], ['s3:*', 'EXECUTE-API:invoke'])], expected: 'allow' },
    { name: 'another action', statements: [allow('*', 's3:GetObject')], expected: 'no-match' },
    { name: 'deny after allow', statements: [allow('*'), deny(`${place}/dev/GET/a`)], expected: 'explicit-deny' },
    { name: 'deny before allow', statements: [deny(`${place}/*`), allow('*')], expected: 'explicit-deny' },
    { name: 'deny of something else', statements: [allow('*'), deny(`${place}/dev/GET/b`)], expected: 'allow' },
    {
      name: 'NotResource',
      statements: [{ Effect: 'Allow', Action: '*', NotResource: `${place}/prod/*` }],
      expected: 'allow',
    },
    {
      name: 'NotAction',
      statements: [{ Effect: 'Allow', NotAction: 'execute-api:*', Resource: '*' }],
      expected: 'no-match',
    },
  ])('$name: $expected', ({ statements, expected }) => {
    const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: statements });
    const request = { action: 'execute-api:Invoke', resource: `${place}/dev/GET/a` };
    expect(evaluatePolicy(parsed, request)).toBe(expected);
  });

  it.each([
    { name: 'no document', document: null, message: 'must be an object' },
    { name: 'no statement', document: {}, message: 'statement 0 must be an object' },
    { name: 'empty statements', document: { Statement: [] }, message: 'at least one statement' },
    { name: 'an unknown version', document: { Version: '2020-01-01', Statement: [allow('*')] }, message: 'Version' },
    { name: 'a lower-case effect', document: { Statement: { ...allow('*'), Effect: 'allow' } }, message: 'Effect' },
    { name: 'a condition', document: { Statement: { ...allow('*'), Condition: {} } }, message: 'not evaluated here' },
    { name: 'a principal', document: { Statement: { ...allow('*'), Principal: '*' } }, message: 'not evaluated here' },
    { name: 'a short ARN', document: { Statement: allow('arn:aws:execute-api:*') }, message: 'ARN of six parts' },
    { name: 'a variable', document: { Statement: allow(`${place}/\${aws:userid}`) }, message: 'policy variable' },
    { name: 'no action', document: { Statement: { Effect: 'Allow', Resource: '*' } }, message: 'Action or NotAction' },
    { name: 'both', document: { Statement: { ...allow('*'), NotAction: 'x' } }, message: 'Action or NotAction' },
    {
      name: 'a number',
      document: { Statement: { ...allow('*'), Resource: ['*', 1] } },
      message: 'Resource or NotResource',
    },
  ])('refuses a policy with $name', ({ document, message }) => {
    expect(() => parsePolicyDocument(document)).toThrow(TypeError);
    expect(() => parsePolicyDocument(document)).toThrow(message);
  });
});

describe('missingPermission', () => {
  const source = `${place}/$default/GET/pets/{id}`;
  const check = (...permissions: ReturnType<typeof permission>[]) =>
    missingPermission([lambda('backend', { permissions })], lambda('backend').arn, source);

  it.each([
    { name: 'what CDK writes', grant: permission(`${place}/*/*/pets/{id}`) },
    { name: 'the whole API', grant: permission(`${place}/*/*`) },
    { name: 'no source', grant: permission() },
    { name: 'lambda:*', grant: permission(source, { action: 'lambda:*' }) },
  ])('accepts $name', ({ grant }) => {
    expect(check(grant)).toBeUndefined();
  });

  it.each([
    { name: 'another path', grant: permission(`${place}/*/*/pets`) },
    { name: 'another principal', grant: permission(source, { principal: 'events.amazonaws.com' }) },
    { name: 'another action', grant: permission(source, { action: 'lambda:GetFunction' }) },
  ])('names the missing grant for $name', ({ grant }) => {
    expect(check(grant)).toContain(
      `no AWS::Lambda::Permission for lambda:InvokeFunction by apigateway.amazonaws.com from ${source}`,
    );
    expect(check(grant)).toContain('Test/backend');
  });

  it('names a function that is not there', () => {
    expect(missingPermission([], 'arn:x', source)).toBe('arn:x is no function of this assembly');
  });
});
