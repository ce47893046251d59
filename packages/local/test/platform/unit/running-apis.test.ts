import { describe, expect, it } from '@jest/globals';
import type { Api, Model } from '../../../src/model/index.ts';
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
