import { describe, expect, it } from '@jest/globals';
import { discoveryUrl, isIssuerUrl, isKeySetUrl } from '../../../src/issuers/index.ts';

describe('the URL of an issuer', () => {
  it.each([
    'https://issuer.example',
    'https://issuer.example/',
    'https://issuer.example:8443/realms/shop',
    'http://localhost:4000',
    'http://127.0.0.1:4000',
    'http://127.9.9.9',
    'http://[::1]:1/x',
  ])('can be %s', (url) => {
    expect(isIssuerUrl(url)).toBe(true);
  });

  it.each([
    '',
    'issuer.example',
    'http://issuer.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'ftp://issuer.example',
    'https://user@issuer.example',
    'https://user:password@issuer.example',
    'https://issuer.example/?',
    'https://issuer.example/?a=b',
    'https://issuer.example/#',
    'https://issuer.example/#a',
  ])('cannot be %s', (url) => {
    expect(isIssuerUrl(url)).toBe(false);
  });
});

describe('the URL of a key set', () => {
  it.each([
    'https://login.example/keys?appid=1',
    'https://login.example/keys?a=b&c=d',
    'https://issuer.example/jwks',
    'http://localhost:4000/jwks?x=1',
  ])('can be %s', (url) => {
    expect(isKeySetUrl(url)).toBe(true);
  });

  it.each([
    'http://issuer.example/jwks?x=1',
    'https://user@issuer.example/jwks?x=1',
    'https://issuer.example/jwks?x=1#y',
    'ftp://issuer.example/jwks',
  ])('cannot be %s', (url) => {
    expect(isKeySetUrl(url)).toBe(false);
  });
});

it.each(['https://issuer.example/a', 'https://issuer.example/a/'])('discovery is below the issuer %s', (issuer) => {
  expect(discoveryUrl(issuer)).toBe('https://issuer.example/a/.well-known/openid-configuration');
});
