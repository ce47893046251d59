import { describe, expect, it } from '@jest/globals';
import type { LambdaAuthorizer, Model } from '../../../src/model/index.ts';
import { authorizerDeviations } from '../../../src/platform/report/authorizer-deviations.ts';

const withoutTtl: LambdaAuthorizer = {
  stack: 'Shop',
  logicalId: 'Authorizer',
  authorizerId: 'auth01',
  name: 'Authorizer',
  functionArn: 'arn:fn',
  payloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  identitySource: ['$request.header.Authorization'],
};
const found = (authorizer: LambdaAuthorizer) => {
  const route = { authorization: { type: 'CUSTOM', authorizer } };
  const open = { authorization: { type: 'NONE' } };
  return authorizerDeviations({ apis: [{ routes: [open, route, route] }] } as unknown as Model);
};

describe('authorizerDeviations', () => {
  it('warns once by name where a missing TTL meets simple responses without the route key', () => {
    expect(found(withoutTtl)).toEqual([
      { stack: 'Shop', logicalId: 'Authorizer', text: expect.stringContaining('AuthorizerResultTtlInSeconds') },
    ]);
  });

  it.each<{ name: string; changes: Partial<LambdaAuthorizer> }>([
    { name: 'a TTL', changes: { resultTtlSeconds: 0 } },
    { name: 'policy responses', changes: { enableSimpleResponses: false } },
    { name: 'the route key', changes: { identitySource: ['$request.header.Authorization', '$context.routeKey'] } },
    { name: 'no identity source', changes: { identitySource: [] } },
  ])('is silent with $name', ({ changes }) => {
    expect(found({ ...withoutTtl, ...changes })).toEqual([]);
  });
});
