import { describe, expect, it } from '@jest/globals';
import { bearerChallenge, createChallenge } from '../../../src/decision/index.ts';

const header = (realm: string, ...denied: Parameters<typeof createChallenge>) =>
  bearerChallenge(realm, denied[0], createChallenge(...denied));

describe('a challenge (RFC 6750 §3)', () => {
  it('names what to ask for, each scope once', () => {
    expect(createChallenge('insufficient_scope', ['a', 'b', 'a'])).toEqual({
      error: 'insufficient_scope',
      scope: 'a b',
    });
    expect(header('Orders', 'insufficient_scope', ['a', 'b'])).toBe(
      'Bearer realm="Orders", error="insufficient_scope", error_description="The access token lacks a required scope", scope="a b"',
    );
  });

  it('tells an expired token from a weak one', () => {
    expect(createChallenge('token_expired')).toEqual({ error: 'invalid_token' });
    expect(header('Orders', 'token_expired')).toBe(
      'Bearer realm="Orders", error="invalid_token", error_description="The access token expired"',
    );
  });

  it('keeps a realm and scopes inside their quotes', () => {
    const text = header('a"b\\c\r\nd\u00e9', 'insufficient_scope', ['x"y\r\nz']);
    expect(text).toContain('realm="a\\"b\\\\c??d?"');
    expect(text).toContain('scope="x\\"y??z"');
  });
});
