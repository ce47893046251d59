import { describe, expect, it } from '@jest/globals';
import { oktaIssuerPattern, oktaShape } from '../../../src/issuers/index.ts';

describe('okta', () => {
  it('sends an array of scopes, the client in cid, and no type', () => {
    expect(oktaShape({ issuer: 'https://example.okta.com/oauth2/default' })).toEqual({
      issuer: 'https://example.okta.com/oauth2/default',
      jwksUri: 'https://example.okta.com/oauth2/default/v1/keys',
      typ: undefined,
      hasAudience: true,
      clientClaim: 'cid',
      tokenIdClaim: 'jti',
      marks: {},
      required: ['cid'],
      excluded: ['nonce', 'at_hash', 'c_hash', 's_hash'],
      scopeClaim: 'scp',
      scopeForm: 'list',
      scopePrefix: '',
    });
  });

  it.each([
    { issuer: 'https://example.okta.com/oauth2/default', is: true },
    { issuer: 'https://id.example.com/oauth2/aus1', is: true },
    { issuer: 'https://example.okta.com', is: false },
    { issuer: 'https://example.okta.com/oauth2/default/', is: false },
    { issuer: 'https://example.okta.com/oauth2/', is: false },
  ])('knows a custom authorization server: $issuer: $is', ({ issuer, is }) => {
    expect(oktaIssuerPattern.test(issuer)).toBe(is);
  });
});
