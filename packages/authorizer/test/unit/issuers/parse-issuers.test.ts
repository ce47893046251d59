import { describe, expect, it } from '@jest/globals';
import { parseIssuers } from '../../../src/index.ts';

const cognito = {
  preset: 'cognito',
  userPoolId: 'eu-central-1_AbCdEfGhI',
  resourceServer: 'orders',
  clients: { app: {} },
};
const oidc = { preset: 'oidc', issuer: 'https://issuer.example', audience: ['orders'] };

describe('parseIssuers', () => {
  it('makes two issuers of a user pool, for its two exact strings', () => {
    expect(parseIssuers(JSON.stringify([cognito, oidc])).map(({ issuer, jwksUri }) => ({ issuer, jwksUri }))).toEqual([
      {
        issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
        jwksUri: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI/.well-known/jwks.json',
      },
      {
        issuer: 'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
        jwksUri: 'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI/.well-known/jwks.json',
      },
      { issuer: 'https://issuer.example', jwksUri: 'discover' },
    ]);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost', 'http://[::1]:1/x'])(
    'takes plain http on loopback: %s',
    (issuer) => {
      expect(parseIssuers(JSON.stringify([{ ...oidc, issuer }]))).toHaveLength(1);
    },
  );

  it.each([
    { name: 'nothing', text: undefined, says: 'not a JSON array' },
    { name: 'broken JSON', text: '[{"secret":"hush"', says: 'not a JSON array' },
    { name: 'an object', text: '{}', says: 'not a JSON array' },
    { name: 'no issuer', text: '[]', says: 'at least one issuer' },
  ])('refuses $name', ({ text, says }) => {
    expect(() => parseIssuers(text)).toThrow(says);
    expect(() => parseIssuers(text)).not.toThrow(/hush/);
  });

  it.each([
    {
      name: 'an unknown preset',
      entry: { preset: 'saml' },
      says: 'SCOPEGATE_ISSUERS[0].preset: given "saml", allowed: cognito, oidc',
    },
    { name: 'a preset of every object', entry: { preset: 'constructor' }, says: '.preset: given "constructor"' },
    { name: 'an entry that is text', entry: 'cognito', says: '.preset: given nothing' },
    {
      name: 'a misspelt member',
      entry: { ...oidc, audiences: ['x'] },
      says: '.audiences: given ["x"], allowed: members',
    },
    {
      name: 'no audience',
      entry: { ...oidc, audience: [] },
      says: '.audience: given [], allowed: at least one audience',
    },
    { name: 'an audience that is text', entry: { ...oidc, audience: 'orders' }, says: '.audience: given "orders"' },
    {
      name: 'http beyond loopback',
      entry: { ...oidc, issuer: 'http://issuer.example' },
      says: '.issuer: given "http://issuer.example"',
    },
    {
      name: 'http that looks like loopback',
      entry: { ...oidc, issuer: 'http://127.0.0.1.example' },
      says: '.issuer: given',
    },
    {
      name: 'an issuer with a password',
      entry: { ...oidc, issuer: 'https://a:b@issuer.example' },
      says: '.issuer: given',
    },
    { name: 'http for keys', entry: { ...oidc, jwksUri: 'http://k.example' }, says: '.jwksUri: given' },
    { name: 'HMAC', entry: { ...oidc, algorithms: ['HS256'] }, says: '.algorithms: given ["HS256"]' },
    { name: 'no algorithm', entry: { ...oidc, algorithms: [] }, says: '.algorithms: given []' },
    { name: 'a scope claim of no issuer', entry: { ...oidc, scopeClaim: 'sub' }, says: '.scopeClaim: given "sub"' },
    { name: 'a claim that no context can carry', entry: { ...oidc, claims: ['a.b'] }, says: '.claims: given "a.b"' },
    {
      name: 'a tenant in capitals',
      entry: { ...oidc, clients: { a: { tenant: 'ACME' } } },
      says: '.clients.a.tenant: given "ACME"',
    },
    {
      name: 'a client with another member',
      entry: { ...oidc, clients: { a: { role: 'x' } } },
      says: '.clients.a: given',
    },
    { name: 'a pool without clients', entry: { ...cognito, clients: {} }, says: 'at least one client ID' },
    { name: 'a pool ID of no region', entry: { ...cognito, userPoolId: 'x' }, says: '.userPoolId: given "x"' },
    {
      name: 'a pool without resource server',
      entry: { ...cognito, resourceServer: '' },
      says: '.resourceServer: given ""',
    },
  ])('refuses $name', ({ entry, says }) => {
    expect(() => parseIssuers(JSON.stringify([entry]))).toThrow(says);
  });

  it('tells all faults at once, duplicates too', () => {
    const text = JSON.stringify([oidc, { ...oidc, audience: [], algorithms: ['none'] }]);
    expect(() => parseIssuers(text)).toThrow(
      /\[1\]\.audience[\s\S]*\[1\]\.algorithms[\s\S]*https:\/\/issuer\.example is configured twice/,
    );
  });
});
