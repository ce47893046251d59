import { describe, expect, it } from '@jest/globals';
import { bearerChallenge } from '../../../src/decision/index.ts';

describe('bearerChallenge (RFC 6750 §3)', () => {
  it('names the missing scopes', () => {
    expect(bearerChallenge('Orders', { outcome: 'deny', reason: 'insufficient_scope', missing: ['a', 'b'] })).toBe(
      'Bearer realm="Orders", error="insufficient_scope", error_description="The access token lacks a required scope", scope="a b"',
    );
  });

  it('tells an expired token from a weak one', () => {
    expect(bearerChallenge('Orders', { outcome: 'deny', reason: 'token_expired' })).toBe(
      'Bearer realm="Orders", error="invalid_token", error_description="The access token expired"',
    );
  });

  it('keeps a realm inside its quotes', () => {
    expect(bearerChallenge('a"b\\c\r\nd\u00e9', { outcome: 'deny', reason: 'token_expired' })).toContain(
      'realm="a\\"b\\\\c??d?"',
    );
  });
});
