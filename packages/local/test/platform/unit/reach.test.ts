import { describe, expect, it } from '@jest/globals';
import { reachOf } from '../../../src/platform/reach.ts';

describe('reachOf', () => {
  const issuer = 'https://issuer.example.com/';
  const keys = { [issuer]: { keys: [] } };

  it.each([
    { name: 'whose keys are given', given: issuer, keys, known: true },
    { name: 'on loopback', given: 'http://127.0.0.1:9000', keys: {}, known: true },
    { name: 'that can be stood in for', given: issuer, keys: {}, known: true },
    { name: 'without TLS', given: 'http://issuer.example.com', keys: {}, known: false },
    {
      name: 'without TLS whose keys are given',
      given: 'http://issuer.example.com/',
      keys: { 'http://issuer.example.com/': { keys: [] } },
      known: true,
    },
    { name: 'named as something inherited', given: 'constructor', keys: {}, known: false },
  ])('knows an issuer $name: $known', ({ given, keys: issuerKeys, known }) => {
    expect(reachOf({ issuerKeys }).issuer(given)).toBe(known);
  });

  it.each([
    { url: 'http://localhost:8080/', allowed: true },
    { url: 'https://API.example.com/', allowed: true },
    { url: 'https://example.com/', allowed: false },
    { url: 'http://127.0.0.1@evil.example/', allowed: false },
  ])('lets requests go to $url: $allowed', ({ url, allowed }) => {
    expect(reachOf({ allowedHttpHosts: ['api.example.com'] }).host(new URL(url))).toBe(allowed);
  });
});
