import { describe, expect, it } from '@jest/globals';
import { missingPermission } from '../../../src/gateway/invoke/invoke-permission.ts';
import { lambda, permission } from './support.ts';

const place = 'arn:aws:execute-api:us-east-1:123456789012:abc';

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
