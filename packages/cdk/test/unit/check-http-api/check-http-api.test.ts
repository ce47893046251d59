import { describe, expect, it } from '@jest/globals';
import { checkHttpApi, type HttpApiExpectation, type Template } from '../../../src/index.ts';

const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
const route = (properties: Record<string, unknown>) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { ApiId: { Ref: 'Api' }, RouteKey: 'GET /a', ...properties },
});
const authorizer = (properties: Record<string, unknown>) => ({
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: { Ref: 'Api' },
    AuthorizerType: 'REQUEST',
    EnableSimpleResponses: true,
    AuthorizerResultTtlInSeconds: 300,
    IdentitySource: ['$request.header.Authorization'],
    ...properties,
  },
});
const contract: HttpApiExpectation = { contracts: { Api: { 'GET /a': 'CUSTOM', 'GET /open': 'NONE' } } };
const many = (count: number, make: (index: number) => NonNullable<Template['Resources']>[string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, make(index)]));
const permission = (functionName: unknown) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionName,
    SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api:', '/*/*/items/{id}']] },
  },
});
const shared = { 'Fn::GetAtt': ['Shared', 'Arn'] };

interface Row {
  readonly name: string;
  readonly resources: NonNullable<Template['Resources']>;
  readonly expectation?: HttpApiExpectation;
  readonly codes: readonly string[];
}

const rows: Row[] = [
  { name: 'nothing', resources: {}, codes: [] },
  {
    name: 'scopes on a CUSTOM route',
    resources: { api, r: route({ AuthorizationType: 'CUSTOM', AuthorizationScopes: ['a'] }) },
    codes: ['authorization-scopes'],
  },
  {
    name: 'scopes on a route without authorization',
    resources: { api, r: route({ AuthorizationScopes: ['a'] }) },
    codes: ['authorization-scopes'],
  },
  {
    name: 'scopes that only the deploy knows on an IAM route',
    resources: { api, r: route({ AuthorizationType: 'AWS_IAM', AuthorizationScopes: { Ref: 'Scopes' } }) },
    codes: ['authorization-scopes'],
  },
  {
    name: 'scopes on a JWT route',
    resources: { api, r: route({ AuthorizationType: 'JWT', AuthorizationScopes: ['a'] }) },
    codes: [],
  },
  {
    name: 'an empty list of scopes',
    resources: { api, r: route({ AuthorizationType: 'CUSTOM', AuthorizationScopes: [] }) },
    codes: [],
  },
  {
    name: 'a WebSocket route',
    resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
      r: route({ AuthorizationScopes: ['a'] }),
    },
    codes: [],
  },
  {
    name: 'a cached simple verdict for all routes',
    resources: { a: authorizer({}) },
    codes: ['cache-without-route-key'],
  },
  {
    name: 'the same with a TTL that only the deploy knows',
    resources: { a: authorizer({ AuthorizerResultTtlInSeconds: { Ref: 'Ttl' } }) },
    codes: ['cache-without-route-key'],
  },
  {
    name: 'the same with identity sources that only the deploy knows',
    resources: { a: authorizer({ IdentitySource: { Ref: 'Sources' } }) },
    codes: ['cache-without-route-key'],
  },
  {
    name: 'a cached verdict per route',
    resources: { a: authorizer({ IdentitySource: ['$request.header.Authorization', '$context.routeKey'] }) },
    codes: [],
  },
  { name: 'no cache', resources: { a: authorizer({ AuthorizerResultTtlInSeconds: 0 }) }, codes: [] },
  {
    name: 'no TTL, which may be the one that was deployed before',
    resources: { a: authorizer({ AuthorizerResultTtlInSeconds: undefined }) },
    codes: ['cache-without-route-key'],
  },
  ...(
    [
      ['policy', {}, 'as it should be', []],
      ['policy', { IdentitySource: ['$request.header.authorization'] }, 'in lower case', []],
      [
        'policy',
        { EnableSimpleResponses: true },
        'with simple responses',
        ['cache-without-route-key', 'authorizer-response'],
      ],
      [
        'policy',
        { EnableSimpleResponses: { Ref: 'Simple' } },
        'that only the deploy knows',
        ['cache-without-route-key', 'authorizer-response'],
      ],
      [
        'policy',
        { IdentitySource: ['$request.header.Authorization', '$context.routeKey'] },
        'with the route key',
        ['authorizer-response'],
      ],
      ['policy', { IdentitySource: ['$request.header.Cookie'] }, 'with another credential', ['authorizer-response']],
      ['policy', { IdentitySource: [] }, 'without a credential', ['authorizer-response']],
      [
        'policy',
        { IdentitySource: { Ref: 'Sources' } },
        'with sources that only the deploy knows',
        ['authorizer-response'],
      ],
      ['policy', { AuthorizerPayloadFormatVersion: '1.0' }, 'by payload 1.0', ['authorizer-response']],
      ['policy', { AuthorizerType: 'JWT' }, 'of the gateway itself', ['authorizer-response']],
      ['simple', {}, 'in its place', ['authorizer-response']],
    ] as const
  ).map(
    ([response, changed, what, codes]): Row => ({
      name: `policy responses ${what} where ${response} ones are given`,
      resources: {
        api,
        r: route({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'a' } }),
        a: authorizer({ AuthorizerPayloadFormatVersion: '2.0', EnableSimpleResponses: false, ...changed }),
      },
      expectation: { ...contract, responses: { Api: response } },
      codes,
    }),
  ),
  {
    name: 'an authorizer of routes that no contract has',
    resources: {
      api,
      r: route({ RouteKey: 'GET /other', AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'a' } }),
      a: authorizer({ EnableSimpleResponses: false, AuthorizerPayloadFormatVersion: '1.0' }),
    },
    expectation: { ...contract, responses: { Api: 'simple' } },
    codes: [],
  },
  { name: 'policy responses', resources: { a: authorizer({ EnableSimpleResponses: false }) }, codes: [] },
  {
    name: 'a route of the contract as it should be',
    resources: { api, r: route({ AuthorizationType: 'CUSTOM' }), o: route({ RouteKey: 'GET /open' }) },
    expectation: contract,
    codes: [],
  },
  {
    name: 'a route of the contract that lost its authorizer',
    resources: { api, r: route({ AuthorizationType: 'NONE' }) },
    expectation: contract,
    codes: ['route-unprotected'],
  },
  {
    name: 'a route whose authorization only the deploy knows',
    resources: { api, r: route({ AuthorizationType: { Ref: 'Type' } }) },
    expectation: contract,
    codes: ['route-unprotected'],
  },
  {
    name: 'a route that the contract does not have',
    resources: { api, r: route({ RouteKey: 'GET /other' }) },
    expectation: contract,
    codes: ['route-unprotected'],
  },
  {
    name: 'a route named like a member of every object',
    resources: { api, r: route({ RouteKey: 'constructor', AuthorizationType: 'AWS_IAM' }) },
    expectation: contract,
    codes: [],
  },
  {
    name: 'a protected route that the contract does not have',
    resources: { api, r: route({ RouteKey: 'GET /other', AuthorizationType: 'AWS_IAM' }) },
    expectation: contract,
    codes: [],
  },
  {
    name: 'a token route that takes signatures',
    resources: { api, r: route({ AuthorizationType: 'AWS_IAM' }) },
    expectation: contract,
    codes: ['route-authorization'],
  },
  {
    name: 'an open route of an API without a contract',
    resources: {
      api,
      Other: api,
      r: { ...route({}), Properties: { ...route({}).Properties, ApiId: { Ref: 'Other' } } },
    },
    expectation: contract,
    codes: [],
  },
  {
    name: '301 routes',
    resources: many(301, (index) => route({ RouteKey: `GET /${index}` })),
    codes: ['too-many-routes'],
  },
  { name: '300 routes', resources: many(300, (index) => route({ RouteKey: `GET /${index}` })), codes: [] },
  {
    name: '301 routes under a raised quota',
    resources: many(301, (index) => route({ RouteKey: `GET /${index}` })),
    expectation: { routeQuota: 600 },
    codes: [],
  },
  {
    name: '301 integrations, whatever the quota of routes',
    resources: many(301, () => ({ Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' } } })),
    expectation: { routeQuota: 600 },
    codes: ['too-many-integrations'],
  },
  {
    name: 'a permission per route on one function',
    resources: many(60, () => permission(shared)),
    codes: ['policy-too-large'],
  },
  { name: 'a few permissions on one function', resources: many(20, () => permission(shared)), codes: [] },
  {
    name: 'a permission per function',
    resources: many(100, (index) => permission({ 'Fn::GetAtt': [`Function${index}`, 'Arn'] })),
    codes: [],
  },
];

describe('checkHttpApi', () => {
  it.each(rows)('$name: $codes', ({ resources, expectation, codes }) => {
    expect(checkHttpApi({ Resources: resources }, expectation).map(({ code }) => code)).toEqual(codes);
  });

  it('names the resource and what stands there', () => {
    const [fault] = checkHttpApi({ Resources: { Bad: authorizer({}) } });
    expect(fault).toMatchObject({
      at: 'Bad',
      given: 'TTL 300, identity sources ["$request.header.Authorization"]',
    });
  });
});
