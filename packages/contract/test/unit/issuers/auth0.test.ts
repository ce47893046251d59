import { describe, expect, it } from '@jest/globals';
import { auth0DomainPattern, auth0Shape } from '../../../src/issuers/index.ts';

const shape = {
  issuer: 'https://example.eu.auth0.com/',
  jwksUri: 'https://example.eu.auth0.com/.well-known/jwks.json',
  typ: 'JWT',
  hasAudience: true,
  clientClaim: 'azp',
  tokenIdClaim: 'jti',
  marks: {},
  required: [],
  excluded: ['nonce', 'at_hash', 'c_hash', 's_hash'],
  scopeClaim: 'scope',
  scopeForm: 'text',
  scopePrefix: '',
};

describe('auth0', () => {
  it.each([
    { name: 'its own profile', options: {}, differs: {} },
    {
      name: 'the profile of RFC 9068',
      options: { profile: 'rfc9068' },
      differs: { typ: 'at+jwt', clientClaim: 'client_id' },
    },
    {
      name: 'permissions',
      options: { scopeClaim: 'permissions' },
      differs: { scopeClaim: 'permissions', scopeForm: 'list' },
    },
  ] as const)('sends, with $name', ({ options, differs }) => {
    expect(auth0Shape({ domain: 'example.eu.auth0.com', ...options })).toEqual({ ...shape, ...differs });
  });

  it.each([
    { domain: 'example.eu.auth0.com', is: true },
    { domain: 'id.example.com', is: true },
    { domain: 'localhost', is: false },
    { domain: 'Example.auth0.com', is: false },
    { domain: 'https://example.auth0.com', is: false },
    { domain: 'example.auth0.com/', is: false },
    { domain: 'example.auth0.com:443', is: false },
    { domain: `${'a'.repeat(250)}.com`, is: false },
  ])('knows a domain: $domain: $is', ({ domain, is }) => {
    expect(auth0DomainPattern.test(domain)).toBe(is);
  });
});
