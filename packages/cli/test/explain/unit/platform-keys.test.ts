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
    { url: 'https://cognito.test/p2/keys', to: 'http://127.0.0.1:2/cognito.test/p2/keys' },
    { url: 'https://other.test/keys?a=b', to: 'http://127.0.0.1:2/other.test/keys?a=b' },
    { url: 'http://127.0.0.1:9/keys', to: 'http://127.0.0.1:9/keys' },
  ])('fetches $url from $to', async ({ url, to }) => {
    const fetched: string[] = [];
    const keys = createPlatformKeys({ pools, issuerHost: 'http://127.0.0.1:2' }, async (from) => {
      fetched.push(from);
    });
    await keys.fetchJson(url);
    expect(fetched).toEqual([to]);
    expect(keys.failures).toEqual([]);
  });

  it('asks no host of the internet, also not for a platform that answers for none', async () => {
    const keys = createPlatformKeys({ pools }, async () => {
      throw new Error('asked');
    });
    await expect(keys.fetchJson('https://other.test/keys')).rejects.toThrow('does not answer for this host');
    expect(keys.failures).toEqual(['GET https://other.test/keys: the platform does not answer for this host']);
  });
});
