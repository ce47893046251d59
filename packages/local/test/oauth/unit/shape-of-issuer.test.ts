import { describe, expect, it } from '@jest/globals';
import { shapeOfIssuer } from '../../../src/oauth/stand-in/shape-of-issuer.ts';

const tenant = '11111111-2222-3333-4444-555555555555';

describe('what is known of an issuer by its URL', () => {
  it.each([
    {
      issuer: 'https://acme.eu.auth0.com/',
      shape: { jwksUri: 'https://acme.eu.auth0.com/.well-known/jwks.json', clientClaim: 'azp' },
    },
    {
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      shape: { jwksUri: `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`, scopeClaim: 'scp' },
    },
    {
      issuer: `https://sts.windows.net/${tenant}/`,
      shape: { jwksUri: `https://login.microsoftonline.com/${tenant}/discovery/keys`, clientClaim: 'appid' },
    },
    {
      issuer: 'https://acme.okta.com/oauth2/default',
      shape: { jwksUri: 'https://acme.okta.com/oauth2/default/v1/keys', clientClaim: 'cid' },
    },
    {
      issuer: 'https://id.example.com/realms/shop',
      shape: {
        jwksUri: 'https://id.example.com/realms/shop/protocol/openid-connect/certs',
        marks: { typ: 'Bearer' },
      },
    },
    {
      issuer: 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
      shape: {
        jwksUri: 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/.well-known/jwks.json',
        hasAudience: false,
        scopePrefix: '',
      },
    },
    { issuer: 'https://login.example.com', shape: { jwksUri: 'https://login.example.com/.well-known/jwks.json' } },
    { issuer: 'https://login.example.com/', shape: { jwksUri: 'https://login.example.com/.well-known/jwks.json' } },
    { issuer: 'https://acme.okta.com', shape: { jwksUri: 'https://acme.okta.com/.well-known/jwks.json' } },
    { issuer: 'https://evil-auth0.com/', shape: { clientClaim: 'client_id' } },
  ])('$issuer', ({ issuer, shape }) => {
    expect(shapeOfIssuer(issuer)).toMatchObject({ issuer, ...shape });
  });

  it('has its keys where they are said to be', () => {
    expect(shapeOfIssuer('https://a.example/x', '/keys?app=1').jwksUri).toBe('https://a.example/keys?app=1');
    expect(shapeOfIssuer('https://a.example', 'https://b.example/keys').jwksUri).toBe('https://b.example/keys');
  });
});
