import { describe, expect, it } from '@jest/globals';
import { evaluatePolicy } from '../../../src/iam/policy/evaluate-policy.ts';
import { parsePolicyDocument } from '../../../src/iam/policy/policy-document.ts';

const place = 'arn:aws:execute-api:us-east-1:123456789012:abc';

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
