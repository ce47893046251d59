import { createAuthorizer, defineIssuers } from '@scopegate/authorizer';
import { accessTable } from '@scopegate/contract';
import { authorizerEvent, createTestIssuer, httpEvent, lambdaContext } from '@scopegate/testing';
import { shop } from './contract';
import { handler } from './handlers/buy';

const routeKey = 'POST /things/{id}';
const issuer = createTestIssuer({
  settings: {
    preset: 'oidc',
    issuer: 'https://id.example.com',
    jwksUri: 'https://id.example.com/keys',
    audience: ['shop'],
  },
});
const authorizer = createAuthorizer({
  table: accessTable(shop),
  issuers: defineIssuers([{ preset: 'oidc', issuer: issuer.issuer, jwksUri: issuer.jwksUri, audience: ['shop'] }]),
  fetchJson: issuer.fetchJson,
  write: () => undefined,
});
const ask = (scopes: string[]) => {
  const times = { issuedAt: Math.floor(Date.now() / 1000), expiresAt: Math.floor(Date.now() / 1000) + 600 };
  const token = issuer.accessToken({ audience: 'shop', scopes, ...times });
  return authorizer(authorizerEvent(routeKey, `Bearer ${token}`), lambdaContext());
};

it('opens the route to the scope it needs', async () => {
  expect(await ask(['shop:buy'])).toMatchObject({ isAuthorized: true });
  expect(await ask([])).toMatchObject({ isAuthorized: false, context: { reason: 'insufficient_scope' } });
});

it('answers whom the authorizer let in', async () => {
  process.env['SCOPEGATE_TRUSTED_ISSUERS'] = JSON.stringify([issuer.issuer]);
  const { context } = await ask(['shop:buy']);
  const answer = await handler(httpEvent(routeKey, { pathParameters: { id: '1' }, context }), lambdaContext());
  expect(answer).toMatchObject({ statusCode: 201, headers: { location: '/things/of/user-1' } });
  const refused = await handler(httpEvent(routeKey, { pathParameters: { id: '1' } }), lambdaContext());
  expect(refused).toMatchObject({ statusCode: 500 });
});
