import { describe, expect, it } from '@jest/globals';
import type { Model } from '../../../src/model/index.ts';
import { foreignIssuers } from '../../../src/oauth/index.ts';
import { model } from '../../gateway/unit/support.ts';

const pool = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC';
const configured = (settings: unknown): Partial<Model> =>
  ({
    functions: [
      { environment: { SCOPEGATE_ISSUERS: typeof settings === 'string' ? settings : JSON.stringify(settings) } },
    ],
  }) as never;
const trusting = (issuer: string, audience: readonly string[] = ['api']): Partial<Model> =>
  ({
    apis: [{ routes: [{ authorization: { type: 'JWT', authorizer: { issuer, audience }, scopes: [] } }] }],
  }) as never;
const found = (parts: Partial<Model>, options: Parameters<typeof foreignIssuers>[1] = {}) =>
  foreignIssuers({ ...model(), ...parts }, options).map(({ shape, ...rest }) => ({ issuer: shape.issuer, ...rest }));

describe('the issuers that are answered for', () => {
  it('are those of the authorizer, as it is told of them', () => {
    const clients = { app: {}, cli: { tenant: 'acme' } };
    const settings = [
      { preset: 'okta', issuer: 'https://a.okta.com/oauth2/x', audience: ['api'], clients, algorithms: ['ES256'] },
    ];
    expect(found(configured(settings))).toEqual([
      { issuer: 'https://a.okta.com/oauth2/x', audience: ['api'], clients: ['app', 'cli'], algorithm: 'ES256' },
    ]);
  });

  it('are both issuers of a pool outside the assembly, and none of a pool in it', () => {
    const settings = [{ preset: 'cognito', userPoolId: 'eu-west-1_AbC', resourceServer: 'shop', clients: { app: {} } }];
    expect(found(configured(settings)).map(({ issuer }) => issuer)).toEqual([
      pool,
      pool.replace('cognito', 'issuer-cognito'),
    ]);
    const userPools = [{ issuer: pool }] as never;
    expect(found({ ...configured(settings), userPools })).toEqual([]);
    expect(found({ ...trusting(pool), userPools })).toEqual([]);
  });

  it('are those of JWT authorizers, with their audience', () => {
    expect(found(trusting('https://a.example', ['one', 'two']))).toEqual([
      { issuer: 'https://a.example', audience: ['one', 'two'], clients: [], algorithm: 'RS256' },
    ]);
  });

  it('are those that are named besides, with the keys that are given', () => {
    const given = { address: 'http://127.0.0.1:9' };
    const options = { issuers: ['https://a.example'], issuerKeys: { 'https://b.example': given } };
    expect(found({}, options)).toEqual([
      { issuer: 'https://a.example', audience: [], clients: [], algorithm: 'RS256' },
      { issuer: 'https://b.example', audience: [], clients: [], algorithm: 'RS256', given },
    ]);
  });

  it('are each there once, with what is known of it from all', () => {
    const parts = {
      ...configured([{ preset: 'oidc', issuer: 'https://a.example', audience: ['one'], scopeClaim: 'scp' }]),
      ...trusting('https://a.example', ['one', 'two']),
    };
    const [only, ...others] = foreignIssuers({ ...model(), ...parts }, { issuers: ['https://a.example'] });
    expect([only?.audience, only?.shape.scopeClaim, others]).toEqual([['one', 'two'], 'scp', []]);
  });

  it.each(['http://127.0.0.1:9000', 'http://localhost:1', 'https://localhost', 'nonsense', 'http://a.example'])(
    'are not those that answer for themselves, or cannot be: %s',
    (issuer) => {
      expect(found(trusting(issuer), { issuers: [issuer] })).toEqual([]);
    },
  );

  it.each(['', '{', '{}', '[1]', '[{}]', '[{"preset":"other"}]', '[null]'])(
    'are none of settings that no authorizer would take: %s',
    (text) => {
      expect(found(configured(text))).toEqual([]);
    },
  );
});
