import { describe, expect, it } from '@jest/globals';
import { arnLike } from '../../../src/iam/policy/arn-like.ts';

const place = 'arn:aws:execute-api:us-east-1:123456789012:abc';

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
