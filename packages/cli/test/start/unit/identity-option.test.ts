import { describe, expect, it } from '@jest/globals';
import { parseIdentity } from '../../../src/start/identity-option.ts';

describe('--identity', () => {
  it.each([
    { text: 'alice=GET /orders/*', resource: 'arn:*:execute-api:*:*:*/*/GET/orders/*' },
    { text: 'ops=* /', resource: 'arn:*:execute-api:*:*:*/*/*/' },
  ])('makes a caller of $text, with keys of its own', ({ text, resource }) => {
    const [one, other] = [parseIdentity(text), parseIdentity(text)];
    expect(one).toMatchObject({
      name: text.split('=', 1)[0],
      policies: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource }] }],
    });
    expect(one.accessKeyId).not.toBe(other.accessKeyId);
    expect(one.secretAccessKey).not.toBe(other.secretAccessKey);
  });

  it.each(['alice', 'alice=', 'alice=/orders', 'alice=GET orders', 'alice=get /orders', 'a/b=GET /x', 'a=GET /x y'])(
    'refuses %j',
    (text) => {
      expect(() => parseIdentity(text)).toThrow("Allowed: NAME='METHOD /path'");
    },
  );
});
