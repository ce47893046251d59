import { describe, expect, it } from '@jest/globals';
import { parseIssuers } from '../../../src/index.ts';
import { fetchKeys } from '../../../src/keys/locate-keys.ts';

const [issuer] = parseIssuers('[{"preset":"oidc","issuer":"https://issuer.example/tenant/","audience":["a"]}]');
const discovery = 'https://issuer.example/tenant/.well-known/openid-configuration';
const fetchWith = (document: unknown) => async (url: string) => (url === discovery ? document : { keys: [] });

describe('fetchKeys', () => {
  it('takes plain http from an issuer on loopback', async () => {
    const [local] = parseIssuers('[{"preset":"oidc","issuer":"http://127.0.0.1:4000","audience":["a"]}]');
    const document = { issuer: 'http://127.0.0.1:4000', jwks_uri: 'http://127.0.0.1:4000/jwks' };
    const fetched: string[] = [];
    await fetchKeys(local!, async (url) => {
      fetched.push(url);
      return url === document.jwks_uri ? { keys: [] } : document;
    });
    expect(fetched[1]).toBe(document.jwks_uri);
  });

  it('finds the keys by discovery', async () => {
    const document = { issuer: 'https://issuer.example/tenant/', jwks_uri: 'https://keys.example/jwks' };
    expect(await fetchKeys(issuer!, fetchWith(document))).toEqual({ keys: [], ignored: [] });
  });

  it.each([
    {
      name: 'another issuer',
      document: { issuer: 'https://issuer.example/tenant', jwks_uri: 'https://k.example' },
      message: 'of another issuer',
    },
    { name: 'no issuer', document: { jwks_uri: 'https://k.example' }, message: 'of another issuer' },
    {
      name: 'plain http',
      document: { issuer: issuer!.issuer, jwks_uri: 'http://k.example' },
      message: 'not an https URL',
    },
    {
      name: 'plain http on loopback, which only an issuer there may name',
      document: { issuer: issuer!.issuer, jwks_uri: 'http://127.0.0.1:9001/next' },
      message: 'not an https URL',
    },
    { name: 'no keys', document: { issuer: issuer!.issuer }, message: 'not an https URL' },
    { name: 'no object', document: 'hello', message: 'of another issuer' },
  ])('refuses a discovery document with $name', async ({ document, message }) => {
    await expect(fetchKeys(issuer!, fetchWith(document))).rejects.toThrow(message);
  });
});
