import { describe, expect, it } from '@jest/globals';
import { checkHttpApi, type HttpApiExpectation, type Template } from '../../../src/index.ts';
import { absentValues, unreadValues, writingsOf } from '../../support/value-forms.ts';

// Every rule over a template, by every property it reads. Only this property stands between the template and the fault.

type Resources = NonNullable<Template['Resources']>;

interface Reading {
  readonly rule: string;
  readonly property: string;
  readonly resources: (value: unknown) => Resources;
  readonly expectation?: HttpApiExpectation;
  /** A value with which the template is accepted. */
  readonly safe: unknown;
  /** Why the template is accepted without the property. @default - it is refused */
  readonly safeWhenAbsent?: string;
}

const resource = (type: string, properties: Record<string, unknown>) => ({ Type: type, Properties: properties });
const api = (properties: Record<string, unknown> = {}) =>
  resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', ...properties });
const route = (properties: Record<string, unknown>) =>
  resource('AWS::ApiGatewayV2::Route', { ApiId: { Ref: 'Api' }, RouteKey: 'GET /a', ...properties });
const authorizer = (properties: Record<string, unknown>) =>
  resource('AWS::ApiGatewayV2::Authorizer', {
    ApiId: { Ref: 'Api' },
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    AuthorizerResultTtlInSeconds: 300,
    IdentitySource: ['$request.header.Authorization'],
    ...properties,
  });
const byRoute = ['$request.header.Authorization', '$context.routeKey'];

const contract: HttpApiExpectation = { contracts: { Api: { 'GET /a': 'CUSTOM', 'GET /open': 'NONE' } } };
const answering = (response: 'simple' | 'policy'): HttpApiExpectation => ({
  ...contract,
  responses: { Api: response },
});

const functions = { Handler: resource('AWS::Lambda::Function', {}), Other: resource('AWS::Lambda::Function', {}) };
const guarded: HttpApiExpectation = { functions: { Api: [{ 'Fn::GetAtt': ['Handler', 'Arn'] }] } };
const ownSource = { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*` };
const permission = (properties: Record<string, unknown>) =>
  resource('AWS::Lambda::Permission', {
    FunctionName: { Ref: 'Handler' },
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: ownSource,
    ...properties,
  });

const cache = { rule: 'cache-without-route-key' };
const readings: Reading[] = [
  {
    ...cache,
    property: 'AuthorizerResultTtlInSeconds',
    resources: (value) => ({ a: authorizer({ AuthorizerResultTtlInSeconds: value }) }),
    safe: 0,
  },
  {
    ...cache,
    property: 'EnableSimpleResponses',
    resources: (value) => ({ a: authorizer({ EnableSimpleResponses: value }) }),
    safe: false,
  },
  {
    ...cache,
    property: 'AuthorizerPayloadFormatVersion',
    resources: (value) => ({
      a: authorizer({ AuthorizerPayloadFormatVersion: value, EnableSimpleResponses: undefined }),
    }),
    safe: '1.0',
  },
  {
    ...cache,
    property: 'IdentitySource',
    resources: (value) => ({ a: authorizer({ IdentitySource: value }) }),
    safe: byRoute,
  },
  {
    ...cache,
    property: 'IdentitySource[1]',
    resources: (value) => ({ a: authorizer({ IdentitySource: ['$request.header.Authorization', value] }) }),
    safe: '$context.routeKey',
  },
  {
    ...cache,
    property: 'AuthorizerType',
    resources: (value) => ({ a: authorizer({ AuthorizerType: value }) }),
    safe: 'JWT',
  },
  {
    rule: 'route-unprotected',
    property: 'ApiId',
    resources: (value) => ({ Api: api(), Elsewhere: api(), r: route({ ApiId: value, RouteKey: 'GET /new' }) }),
    expectation: contract,
    safe: { Ref: 'Elsewhere' },
  },
  {
    rule: 'route-unprotected',
    property: 'RouteKey',
    resources: (value) => ({ Api: api(), r: route({ RouteKey: value }) }),
    expectation: contract,
    safe: 'GET /open',
  },
  {
    rule: 'route-unprotected',
    property: 'AuthorizationType',
    resources: (value) => ({ Api: api(), r: route({ AuthorizationType: value }) }),
    expectation: contract,
    safe: 'CUSTOM',
  },
  {
    rule: 'route-authorization',
    property: 'RouteKey',
    resources: (value) => ({ Api: api(), r: route({ RouteKey: value, AuthorizationType: 'AWS_IAM' }) }),
    expectation: contract,
    safe: 'GET /new',
  },
  {
    rule: 'route-authorization',
    property: 'ApiId',
    resources: (value) => ({ Api: api(), Elsewhere: api(), r: route({ ApiId: value, AuthorizationType: 'AWS_IAM' }) }),
    expectation: contract,
    safe: { Ref: 'Elsewhere' },
  },
  ...(['Body', 'BodyS3Location', 'Target', 'RouteKey'] as const).map(
    (property): Reading => ({
      rule: 'routes-unseen',
      property,
      resources: (value) => ({ Api: api({ [property]: value }) }),
      expectation: contract,
      safe: undefined,
      safeWhenAbsent: 'then the API makes no routes of its own',
    }),
  ),
  {
    rule: 'authorization-scopes',
    property: 'AuthorizationScopes',
    resources: (value) => ({ Api: api(), r: route({ AuthorizationType: 'CUSTOM', AuthorizationScopes: value }) }),
    safe: [],
    safeWhenAbsent: 'then there are none',
  },
  {
    rule: 'authorization-scopes',
    property: 'AuthorizationType',
    resources: (value) => ({ Api: api(), r: route({ AuthorizationType: value, AuthorizationScopes: ['a'] }) }),
    safe: 'JWT',
  },
  {
    rule: 'authorization-scopes',
    property: 'ApiId',
    resources: (value) => ({
      Api: api(),
      Chat: api({ ProtocolType: 'WEBSOCKET' }),
      r: route({ ApiId: value, AuthorizationScopes: ['a'] }),
    }),
    safe: { Ref: 'Chat' },
  },
  {
    rule: 'authorization-scopes',
    property: 'ProtocolType',
    resources: (value) => ({ Api: api({ ProtocolType: value }), r: route({ AuthorizationScopes: ['a'] }) }),
    safe: 'WEBSOCKET',
  },
  {
    rule: 'authorizer-unknown',
    property: 'AuthorizerId',
    resources: (value) => ({
      Api: api(),
      r: route({ AuthorizationType: 'CUSTOM', AuthorizerId: value }),
      a: authorizer({ IdentitySource: byRoute }),
    }),
    expectation: answering('simple'),
    safe: { Ref: 'a' },
  },
  ...(
    [
      ['simple', 'AuthorizerType', 'REQUEST'],
      ['simple', 'AuthorizerPayloadFormatVersion', '2.0'],
      ['simple', 'EnableSimpleResponses', true],
      ['policy', 'AuthorizerType', 'REQUEST'],
      ['policy', 'AuthorizerPayloadFormatVersion', '2.0'],
      ['policy', 'EnableSimpleResponses', false],
      ['policy', 'IdentitySource', ['$request.header.Authorization']],
    ] as const
  ).map(
    ([response, property, safe]): Reading => ({
      rule: 'authorizer-response',
      property,
      resources: (value) => ({
        Api: api(),
        r: route({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'a' } }),
        a: authorizer({
          ...(response === 'simple' ? { IdentitySource: byRoute } : { EnableSimpleResponses: false }),
          [property]: value,
        }),
      }),
      expectation: answering(response),
      safe,
    }),
  ),
  {
    rule: 'too-many-routes',
    property: 'ApiId',
    resources: (value) => ({
      Api: api(),
      Elsewhere: api(),
      one: route({ AuthorizationType: 'CUSTOM' }),
      two: route({ AuthorizationType: 'JWT', RouteKey: 'GET /new', ApiId: value }),
    }),
    expectation: { ...contract, routeQuota: 1 },
    safe: { Ref: 'Elsewhere' },
  },
  {
    rule: 'invoker-foreign',
    property: 'FunctionName',
    resources: (value) => ({
      Api: api(),
      ...functions,
      p: permission({ FunctionName: value, Principal: 's3.amazonaws.com' }),
    }),
    expectation: guarded,
    safe: { 'Fn::GetAtt': ['Other', 'Arn'] },
  },
  {
    rule: 'invoker-foreign',
    property: 'Action',
    resources: (value) => ({
      Api: api(),
      ...functions,
      p: permission({ Action: value, Principal: 's3.amazonaws.com' }),
    }),
    expectation: guarded,
    safe: 'lambda:GetFunction',
  },
  {
    rule: 'invoker-foreign',
    property: 'Principal',
    resources: (value) => ({ Api: api(), ...functions, p: permission({ Principal: value }) }),
    expectation: guarded,
    safe: 'apigateway.amazonaws.com',
  },
  {
    rule: 'invoker-source',
    property: 'SourceArn',
    resources: (value) => ({ Api: api(), ...functions, p: permission({ SourceArn: value }) }),
    expectation: guarded,
    safe: ownSource,
  },
  ...(['FunctionUrlAuthType', 'InvokedViaFunctionUrl'] as const).map(
    (property): Reading => ({
      rule: 'function-url',
      property,
      resources: (value) => ({ Api: api(), ...functions, p: permission({ [property]: value }) }),
      expectation: guarded,
      safe: undefined,
      safeWhenAbsent: 'then the permission is not for a function URL',
    }),
  ),
  {
    rule: 'function-url',
    property: 'TargetFunctionArn',
    resources: (value) => ({
      ...functions,
      u: resource('AWS::Lambda::Url', { TargetFunctionArn: value, AuthType: 'AWS_IAM' }),
    }),
    expectation: guarded,
    safe: { 'Fn::GetAtt': ['Other', 'Arn'] },
  },
  {
    rule: 'function-url',
    property: 'AuthType',
    resources: (value) => ({
      ...functions,
      u: resource('AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Handler' }, AuthType: value }),
    }),
    expectation: { ...guarded, alsoInvokedBy: [{ functionUrl: 'AWS_IAM', reason: 'operators call it' }] },
    safe: 'AWS_IAM',
  },
  {
    rule: 'invoker-foreign',
    property: 'FunctionName of an event source mapping',
    resources: (value) => ({ ...functions, m: resource('AWS::Lambda::EventSourceMapping', { FunctionName: value }) }),
    expectation: guarded,
    safe: { Ref: 'Other' },
  },
  {
    rule: 'invoker-foreign',
    property: 'EventSourceArn',
    resources: (value) => ({
      ...functions,
      m: resource('AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Handler' }, EventSourceArn: value }),
    }),
    expectation: {
      ...guarded,
      alsoInvokedBy: [{ eventSourceArn: 'arn:aws:sqs:eu-central-1:123456789012:work', reason: 'batches' }],
    },
    safe: 'arn:aws:sqs:eu-central-1:123456789012:work',
  },
];

const codesFor = ({ resources, expectation }: Reading, value: unknown): string[] =>
  checkHttpApi({ Resources: resources(value) }, expectation).map(({ code }) => code);

describe.each(readings)('$rule by $property', (reading) => {
  const { rule, safe, safeWhenAbsent } = reading;

  it.each(safe === undefined ? absentValues : writingsOf(safe))(
    'is content with a safe value, written as $form',
    ({ value }) => {
      expect(codesFor(reading, value)).toEqual([]);
    },
  );

  it.each(absentValues)(`is ${safeWhenAbsent === undefined ? 'broken' : 'kept'} by $form`, ({ value }) => {
    const codes = codesFor(reading, value);
    if (safeWhenAbsent === undefined) expect(codes).toContain(rule);
    else expect(codes).toEqual([]);
  });

  it.each(unreadValues)('is broken by $form', ({ value }) => {
    expect(codesFor(reading, value)).not.toEqual([]);
  });
});
