import { describe, expect, it } from '@jest/globals';
import { GatewayConfigurationError } from '../../../src/gateway/index.ts';
import type { Identity } from '../../../src/iam/index.ts';
import { type Api, type Model, TemplateError } from '../../../src/model/index.ts';
import { orTemplateError } from '../../../src/platform/gateway-faults.ts';
import { type GivenIdentity, gatewaySurroundings } from '../../../src/platform/gateway-surroundings.ts';
import { identityFaults } from '../../../src/platform/identity-faults.ts';
import { reachOf } from '../../../src/platform/reach.ts';
import { runningApi } from '../../../src/platform/report/running-apis.ts';

const at = { stack: 'Shop', logicalId: 'Api' };

const jwt = (issuer: string): Api['routes'][number] => ({
  stack: 'Shop',
  logicalId: 'Route',
  routeKey: 'GET /items',
  authorization: {
    type: 'JWT',
    scopes: ['read'],
    authorizer: {
      stack: 'Shop',
      logicalId: 'Jwt',
      authorizerId: 'jwt',
      name: 'by-token',
      issuer,
      audience: ['shop'],
      identitySource: '$request.header.Authorization',
    },
  },
  integration: {
    stack: 'Shop',
    logicalId: 'Integration',
    type: 'AWS_PROXY',
    integrationId: 'i',
    functionArn: 'arn:fn',
    payloadFormatVersion: '2.0',
    timeoutMillis: 30_000,
  },
});

const apiOf = (issuer: string): Api => ({
  ...at,
  apiId: 'abc',
  name: 'Shop',
  disableExecuteApiEndpoint: false,
  stages: [{ ...at, name: '$default', variables: {}, defaultThrottle: {}, routeThrottles: {} }],
  routes: [jwt(issuer), jwt(issuer)],
});

describe('reachOf', () => {
  const issuer = 'https://issuer.example.com/';
  const keys = { [issuer]: { keys: [] } };

  it.each([
    { name: 'whose keys are given', given: issuer, keys, known: true },
    { name: 'on loopback', given: 'http://127.0.0.1:9000', keys: {}, known: true },
    { name: 'elsewhere', given: issuer, keys: {}, known: false },
    { name: 'given but for its slash', given: 'https://issuer.example.com', keys, known: false },
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

describe('gatewaySurroundings', () => {
  const run = { accountId: '111122223333', userArn: 'arn:aws-cn:iam::111122223333:user/run' } as Identity;
  const caller = { accessKeyId: 'AKIDONE', secretAccessKey: 's', policies: [] };
  const known = (given: GivenIdentity) =>
    gatewaySurroundings({ identities: [given] }, { oauth: { url: '', pools: [] }, identity: run }, () => undefined)
      .identities[1];

  it('makes a caller that says no more than its name a user of the account', () => {
    expect(known({ ...caller, name: 'alice' })).toEqual({
      ...caller,
      userArn: 'arn:aws-cn:iam::111122223333:user/alice',
      userId: 'AKIDONE',
      accountId: '111122223333',
    });
  });

  it('keeps what a caller says', () => {
    const given = { ...caller, userArn: 'arn:aws:iam::999988887777:user/x', userId: 'u', accountId: '999988887777' };
    expect(known(given)).toEqual(given);
  });
});

describe('identityFaults', () => {
  const identity = {
    accessKeyId: 'AKIDONE',
    secretAccessKey: 'secret-text',
    userArn: 'arn:aws:iam::123456789012:user/one',
    userId: 'one',
    accountId: '123456789012',
    policies: [],
  };

  it('takes good ones', () => {
    expect(identityFaults([identity, { ...identity, accessKeyId: 'AKIDTWO' }])).toEqual([]);
  });

  it.each([
    { name: 'one key id twice', identities: [identity, identity] },
    { name: 'a policy that is none', identities: [{ ...identity, policies: [{ Statement: 'all' } as never] }] },
  ])('refuses $name, without the secret', ({ identities }) => {
    const faults = identityFaults(identities);
    expect(faults).toMatchObject([{ path: 'identities' }]);
    expect(JSON.stringify(faults)).not.toContain('secret-text');
  });
});

describe('orTemplateError', () => {
  it('gives each fault of a gateway its place', () => {
    const refuse = (): never => {
      throw new GatewayConfigurationError(apiOf(''), ['Shop/Stage: the format lacks an id', 'no place at all']);
    };
    const error = (() => {
      try {
        return orTemplateError(apiOf(''), refuse);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(TemplateError);
    expect((error as TemplateError).faults).toMatchObject([
      { stack: 'Shop', logicalId: 'Stage', reason: 'the format lacks an id' },
      { stack: 'Shop', logicalId: 'Api', reason: 'no place at all' },
    ]);
  });

  it('leaves other errors as they are', () => {
    const boom = new Error('boom');
    expect(() =>
      orTemplateError(apiOf(''), () => {
        throw boom;
      }),
    ).toThrow(boom);
  });
});

describe('runningApi', () => {
  it('tells routes with who decides and who answers, functions by logical ID', () => {
    const functions = [{ stack: 'Shop', logicalId: 'Items', arn: 'arn:fn' }] as unknown as Model['functions'];
    const api = runningApi(apiOf('https://i'), { functions } as Model, 'http://127.0.0.1:1');
    expect(api).toMatchObject({ url: 'http://127.0.0.1:1', stages: ['$default'], skippedRoutes: [] });
    expect(api.routes[0]).toEqual({
      routeKey: 'GET /items',
      authorization: { type: 'JWT', authorizer: 'by-token', issuer: 'https://i', scopes: ['read'] },
      target: { function: 'Items' },
    });
  });
});
