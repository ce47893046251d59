import { describe, expect, it } from '@jest/globals';
import type { LambdaAuthorizer, Model } from '../../../src/model/index.ts';
import { authorizerWarnings } from '../../../src/platform/report/authorizer-warnings.ts';

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
  return authorizerWarnings({ apis: [{ routes: [open, route, route] }] } as unknown as Model);
};

describe('authorizerWarnings', () => {
  it('warns once by name where a missing TTL meets simple responses without the route key', () => {
    expect(found(withoutTtl)).toEqual([
      { stack: 'Shop', logicalId: 'Authorizer', text: expect.stringContaining('AuthorizerResultTtlInSeconds') },
    ]);
  });

  it('warns by name where verdicts are cached without the route key', () => {
    const [warning, ...others] = found({ ...withoutTtl, resultTtlSeconds: 300 });
    expect(warning?.text).toContain('of Authorizer are cached for 300 s without $context.routeKey');
    expect(others).toEqual([]);
  });

  it.each<{ name: string; changes: Partial<LambdaAuthorizer> }>([
    { name: 'a TTL of 0', changes: { resultTtlSeconds: 0 } },
    { name: 'policy responses', changes: { enableSimpleResponses: false } },
    { name: 'the route key', changes: { identitySource: ['$request.header.Authorization', '$context.routeKey'] } },
    { name: 'no identity source', changes: { identitySource: [] } },
  ])('is silent with $name', ({ changes }) => {
    expect(found({ ...withoutTtl, ...changes })).toEqual([]);
  });
});
