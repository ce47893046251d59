import { describe, expect, it } from '@jest/globals';
import { signatureAlgorithms } from '@scopegate/contract/issuers';
import { createSigningKey, createTestIssuer } from '@scopegate/testing';
import { parseIssuers } from '../../../../src/index.ts';
import { createHarness, startSeconds } from '../../../harness.ts';

describe('Cognito', () => {
  const pool = 'us-east-1_AbCdEfGhI';
  const issuers = () =>
    parseIssuers(
      JSON.stringify([
        { preset: 'cognito', userPoolId: pool, resourceServer: 'things', clients: { app: { tenant: 'acme' } } },
      ]),
    );
  const claims = {
    token_use: 'access',
    client_id: 'app',
    sub: 'app',
    scope: 'things/read openid other/write things/ read',
    exp: startSeconds + 60,
    iat: startSeconds,
    auth_time: startSeconds,
    version: 2,
    jti: 'j',
  };

  it.each(['cognito-idp', 'issuer-cognito-idp'])(
    'knows the issuer string of %s and strips exactly its prefix',
    async (service) => {
      const issuer = await createTestIssuer({ issuer: `https://${service}.us-east-1.amazonaws.com/${pool}` });
      const harness = await createHarness({ issuer, issuers });
      const answer = await harness.call(`Bearer ${await issuer.token(claims)}`);
      expect(answer).toMatchObject({ isAuthorized: true, context: { scopes: 'read', tenant: 'acme' } });
    },
  );

  it('accepts what Cognito signs with, RS256, and no setting adds to it', () => {
    expect(issuers().map(({ algorithms }) => algorithms)).toEqual([['RS256'], ['RS256']]);
    const entry = { preset: 'cognito', userPoolId: pool, resourceServer: 'things', clients: { app: {} } };
    expect(() => parseIssuers(JSON.stringify([{ ...entry, algorithms: ['RS256', 'ES256'] }]))).toThrow('algorithms');
  });

  it.each(signatureAlgorithms.filter((algorithm) => algorithm !== 'RS256'))(
    'refuses a token that a key of the pool signed with %s',
    async (algorithm) => {
      const issuer = createTestIssuer({
        issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool}`,
        keys: [createSigningKey({ algorithm })],
      });
      const harness = await createHarness({ issuer, issuers });
      const answer = await harness.call(`Bearer ${issuer.token(claims)}`);
      expect(answer).toMatchObject({ isAuthorized: false, context: { reason: 'algorithm_refused' } });
    },
  );

  it.each([
    { name: 'an ID token', changed: { token_use: 'id', aud: 'app' }, reason: 'token_type_wrong' },
    { name: 'a client that is not ours', changed: { client_id: 'other' }, reason: 'audience_wrong' },
    { name: 'no client', changed: { client_id: undefined }, reason: 'audience_wrong' },
    { name: 'a scope without the prefix', changed: { scope: 'read' }, reason: 'insufficient_scope' },
  ])('refuses $name', async ({ changed, reason }) => {
    const issuer = await createTestIssuer({ issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool}` });
    const harness = await createHarness({ issuer, issuers });
    const answer = await harness.call(`Bearer ${await issuer.token({ ...claims, ...changed })}`);
    expect(answer).toMatchObject({ isAuthorized: false, context: { reason } });
  });
});
