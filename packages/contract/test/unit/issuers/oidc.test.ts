import { describe, expect, it } from '@jest/globals';
import { oidcShape } from '../../../src/issuers/index.ts';

const issuer = 'https://id.example.com';

describe('oidc', () => {
  it('is as usual when nothing else is said', () => {
    expect(oidcShape({ issuer })).toEqual({
      issuer,
      jwksUri: undefined,
      typ: 'JWT',
      hasAudience: true,
      clientClaim: 'client_id',
      tokenIdClaim: 'jti',
      marks: {},
      required: [],
      excluded: ['nonce', 'at_hash', 'c_hash', 's_hash'],
      scopeClaim: 'scope',
      scopeForm: 'text',
      scopePrefix: '',
    });
  });

  it('is as its settings say', () => {
    const options = { jwksUri: 'https://keys.example.com', clientClaim: 'azp', typ: 'at+jwt' } as const;
    expect(oidcShape({ issuer, ...options })).toMatchObject(options);
  });

  it.each(['scope', 'scp', 'https://example.com/roles'])(
    'holds scopes in %s: a text by RFC 9068 where it is scope, else a list',
    (scopeClaim) => {
      const scopeForm = scopeClaim === 'scope' ? 'text' : 'list';
      expect(oidcShape({ issuer, scopeClaim })).toMatchObject({ scopeClaim, scopeForm });
    },
  );
});
