import { describe, expect, it } from '@jest/globals';
import { createPlatformKeys } from '../../../src/explain/platform-keys.ts';

describe('createPlatformKeys', () => {
  const pools = [{ issuer: 'https://cognito.test/p', jwksUri: 'http://127.0.0.1:1/p/.well-known/jwks.json' }];

  it.each([
    { url: 'https://cognito.test/p/.well-known/jwks.json', to: 'http://127.0.0.1:1/p/.well-known/jwks.json' },
    { url: 'https://issuer-cognito.test/p/.well-known/jwks.json', to: 'http://127.0.0.1:1/p/.well-known/jwks.json' },
    {
      url: 'https://cognito.test/p/.well-known/openid-configuration',
      to: 'http://127.0.0.1:1/p/.well-known/openid-configuration',
    },
    { url: 'https://cognito.test/p2/keys', to: 'https://cognito.test/p2/keys' },
    { url: 'https://other.test/keys', to: 'https://other.test/keys' },
  ])('fetches $url from $to', async ({ url, to }) => {
    const fetched: string[] = [];
    const keys = createPlatformKeys(pools, async (from) => {
      fetched.push(from);
    });
    await keys.fetchJson(url);
    expect(fetched).toEqual([to]);
    expect(keys.failures).toEqual([]);
  });
});
