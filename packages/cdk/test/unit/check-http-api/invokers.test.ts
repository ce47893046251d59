import { describe, expect, it } from '@jest/globals';
import { checkHttpApi, type Invoker, type Template } from '../../../src/index.ts';

type Resources = NonNullable<Template['Resources']>;

const resource = (type: string, properties: Record<string, unknown> = {}) => ({ Type: type, Properties: properties });
const stack: Resources = {
  Api: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
  OtherApi: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
  Handler: resource('AWS::Lambda::Function', { FunctionName: 'handler' }),
  Unnamed: resource('AWS::Lambda::Function'),
  Other: resource('AWS::Lambda::Function', { FunctionName: 'other' }),
  Version: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Handler' } }),
  Alias: resource('AWS::Lambda::Alias', { FunctionName: { 'Fn::GetAtt': ['Handler', 'Arn'] }, Name: 'live' }),
  AliasOfVersion: resource('AWS::Lambda::Alias', { FunctionName: { Ref: 'Version' } }),
  AliasOfOther: resource('AWS::Lambda::Alias', { FunctionName: { Ref: 'Other' } }),
  Loop: resource('AWS::Lambda::Alias', { FunctionName: { Ref: 'Loop' } }),
};
const source = (api: string, rest = '/*') => ({
  'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${api}}${rest}`,
});
const permission = (properties: Record<string, unknown>) =>
  resource('AWS::Lambda::Permission', {
    FunctionName: { Ref: 'Handler' },
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: source('Api'),
    ...properties,
  });

interface Given {
  readonly handler?: unknown;
  readonly alsoInvokedBy?: readonly Invoker[];
}

const codesOf = (added: Resources[string], { handler = { Ref: 'Handler' }, alsoInvokedBy = [] }: Given = {}) =>
  checkHttpApi({ Resources: { ...stack, Added: added } }, { functions: { Api: [handler] }, alsoInvokedBy }).map(
    ({ code }) => code,
  );

const foreign = { Principal: 's3.amazonaws.com', SourceArn: undefined };

describe('a permission is found for the handler', () => {
  it.each([
    { as: 'Ref', name: { Ref: 'Handler' } },
    { as: 'Fn::GetAtt', name: { 'Fn::GetAtt': ['Handler', 'Arn'] } },
    { as: 'Fn::GetAtt as text', name: { 'Fn::GetAtt': 'Handler.Arn' } },
    { as: 'Fn::Sub', name: { 'Fn::Sub': `\${Handler}` } },
    { as: 'Fn::Sub of the ARN', name: { 'Fn::Sub': `\${Handler.Arn}` } },
    { as: 'its name', name: 'handler' },
    { as: 'its name and a qualifier', name: 'handler:live' },
    { as: 'its ARN', name: 'arn:aws:lambda:eu-central-1:123456789012:function:handler' },
    { as: 'its ARN and a qualifier', name: 'arn:aws:lambda:eu-central-1:123456789012:function:handler:7' },
    { as: 'account and name', name: '123456789012:function:handler' },
    {
      as: 'an ARN of pieces',
      name: {
        'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'lambda:eu-central-1:1:function', { Ref: 'Handler' }]],
      },
    },
    { as: 'an alias in a Fn::Sub', name: { 'Fn::Sub': `\${Handler.Arn}:live` } },
    { as: 'an alias of its name', name: { 'Fn::Sub': `\${Handler}:live` } },
    { as: 'a version', name: { Ref: 'Version' } },
    { as: 'an alias', name: { Ref: 'Alias' } },
    { as: 'an alias of a version', name: { Ref: 'AliasOfVersion' } },
    { as: 'an alias of itself, which cannot be read', name: { Ref: 'Loop' } },
    { as: 'a parameter', name: { Ref: 'Parameter' } },
    { as: 'an import', name: { 'Fn::ImportValue': 'Handler' } },
    { as: 'another attribute', name: { 'Fn::GetAtt': ['Handler', 'SnapStartResponse'] } },
    { as: 'a text that is no function', name: 'arn:aws:s3:::bucket' },
  ])('by $as', ({ name }) => {
    expect(codesOf(permission({ ...foreign, FunctionName: name }))).toEqual(['invoker-foreign']);
  });

  it.each([
    { as: 'a name, where the handler has a generated one', handler: { Ref: 'Unnamed' }, name: 'stack-Unnamed-1X2Y' },
    { as: 'the alias that the route calls', handler: { Ref: 'Alias' }, name: { Ref: 'Handler' } },
    { as: 'the same import', handler: { 'Fn::ImportValue': 'Fn' }, name: { 'Fn::ImportValue': 'Fn' } },
    { as: 'the name of an imported one', handler: 'arn:aws:lambda:eu-central-1:1:function:far', name: 'far' },
  ])('by $as', ({ handler, name }) => {
    expect(codesOf(permission({ ...foreign, FunctionName: name }), { handler })).toEqual(['invoker-foreign']);
  });

  it.each([
    { as: 'another function', name: { Ref: 'Other' } },
    { as: 'another name', name: 'another' },
    { as: 'the name of another function', name: 'arn:aws:lambda:eu-central-1:123456789012:function:other' },
    { as: 'an alias of another function', name: { Ref: 'AliasOfOther' } },
    { as: 'a function of this stack, where the handler is imported', name: { Ref: 'Other' }, handler: 'far' },
  ])('not by $as', ({ name, handler }) => {
    expect(codesOf(permission({ ...foreign, FunctionName: name }), { handler })).toEqual([]);
  });
});

describe('the source of API Gateway', () => {
  const arn = (...fields: unknown[]) => ({ 'Fn::Join': [':', fields] });
  const [region, account, partition] = [{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, { Ref: 'AWS::Partition' }];
  const id = (rest = '/*') => ({ 'Fn::Sub': `\${Api}${rest}` });

  it.each([
    { name: 'all of this API', value: source('Api') },
    { name: 'a route', value: source('Api', '/*/GET/items/*') },
    { name: 'an authorizer by its ID', value: source('Api', `/authorizers/\${Authorizer}`) },
    { name: 'its ID as an attribute', value: source('Api.ApiId') },
    { name: 'an account and a Region in digits', value: arn('arn:aws:execute-api:eu-central-1:123456789012', id()) },
    { name: 'pieces', value: arn('arn', partition, 'execute-api', region, account, id()) },
  ])('may be $name', ({ value }) => {
    expect(codesOf(permission({ SourceArn: value }))).toEqual([]);
  });

  it.each([
    { name: 'missing', value: undefined },
    { name: 'everything', value: '*' },
    { name: 'every API', value: 'arn:aws:execute-api:*:*:*' },
    {
      name: 'all APIs of the account',
      value: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:*` },
    },
    { name: 'this API in every account', value: arn('arn', 'aws', 'execute-api', region, '*', id()) },
    { name: 'this API in every Region', value: arn('arn', 'aws', 'execute-api', '*', account, id()) },
    {
      name: 'this API in an account that only the deploy knows',
      value: arn('arn:aws:execute-api', region, { Ref: 'P' }, id()),
    },
    { name: 'every service', value: arn('arn', 'aws', '*', region, account, id()) },
    { name: 'every partition', value: arn('arn', '*', 'execute-api', region, account, id()) },
    { name: 'IDs that begin like this one', value: source('Api', '*') },
    { name: 'another API of the stack', value: source('OtherApi') },
    { name: 'an API by a parameter', value: source('Parameter') },
    { name: 'a literal ID', value: 'arn:aws:execute-api:eu-central-1:123456789012:abc123/*' },
    { name: 'the endpoint', value: source('Api.ApiEndpoint') },
    {
      name: 'the ID behind a wildcard',
      value: arn('arn:aws:execute-api', region, account, { 'Fn::Sub': `*\${Api}/*` }),
    },
  ])('must not be $name', ({ value }) => {
    expect(codesOf(permission({ SourceArn: value }))).toEqual(['invoker-source']);
  });

  it('is not narrowed enough by the account', () => {
    expect(codesOf(permission({ SourceArn: undefined, SourceAccount: { Ref: 'AWS::AccountId' } }))).toEqual([
      'invoker-source',
    ]);
  });
});

describe('principals', () => {
  it.each([
    's3.amazonaws.com',
    '*',
    '123456789012',
    'arn:aws:iam::123456789012:root',
    'APIGateway.amazonaws.com',
    'apigateway.amazonaws.com.evil.example',
    { 'Fn::GetAtt': ['Role', 'Arn'] },
  ])('%j is refused', (principal) => {
    expect(codesOf(permission({ Principal: principal }))).toEqual(['invoker-foreign']);
  });

  it.each(['lambda:*', '*', 'lambda:Invoke*', 'lambda:AddPermission', 'lambda:Get*', 'lambda:UpdateFunctionCode'])(
    'the action %s counts as invoking',
    (action) => {
      expect(codesOf(permission({ ...foreign, Action: action }))).toEqual(['invoker-foreign']);
    },
  );
});

const reason = 'The nightly batch calls it.';
const rule = { 'Fn::GetAtt': ['Rule', 'Arn'] };

describe('who is named in alsoInvokedBy', () => {
  it.each([
    {
      name: 'a service with its source',
      added: permission({ Principal: 'events.amazonaws.com', SourceArn: { 'Fn::Sub': `\${Rule.Arn}` } }),
      also: { principal: 'events.amazonaws.com', sourceArn: rule as unknown as string, reason },
    },
    {
      name: 'a service with sources that begin so',
      added: permission({ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::uploads-eu' }),
      also: { principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::uploads-*', reason },
    },
    {
      name: 'an account',
      added: permission({ Principal: '123456789012', SourceArn: undefined }),
      also: { principal: '123456789012', reason },
    },
    {
      name: 'another API',
      added: permission({ SourceArn: source('OtherApi', '/*/GET/items') }),
      also: { principal: 'apigateway.amazonaws.com', sourceArn: source('OtherApi', '/*') as unknown as string, reason },
    },
  ])('is accepted: $name', ({ added, also }) => {
    expect(codesOf(added)).not.toEqual([]);
    expect(codesOf(added, { alsoInvokedBy: [also] })).toEqual([]);
  });

  it.each([
    {
      name: 'the service from another source',
      added: permission({ Principal: 'events.amazonaws.com', SourceArn: 'arn:aws:events:eu-central-1:1:rule/x' }),
      also: { principal: 'events.amazonaws.com', sourceArn: rule as unknown as string, reason },
    },
    {
      name: 'the service without a source',
      added: permission({ Principal: 'events.amazonaws.com', SourceArn: undefined }),
      also: { principal: 'events.amazonaws.com', sourceArn: rule as unknown as string, reason },
    },
    {
      name: 'the account from a source',
      added: permission({ Principal: '123456789012' }),
      also: { principal: '123456789012', reason },
    },
    {
      name: 'a service without a source, even when named so',
      added: permission({ SourceArn: undefined }),
      also: { principal: 'apigateway.amazonaws.com', reason },
    },
    {
      name: 'everyone in accounts, even when named',
      added: permission({ Principal: 'arn:aws:iam::*:root', SourceArn: undefined }),
      also: { principal: 'arn:aws:iam::*:root', reason },
    },
    {
      name: 'everyone, even when named',
      added: permission({ Principal: '*', SourceArn: undefined }),
      also: { principal: '*', reason },
    },
    {
      name: 'the account by a function URL that is not named',
      added: permission({
        Principal: '123456789012',
        SourceArn: undefined,
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: 'AWS_IAM',
      }),
      also: { principal: '123456789012', reason },
    },
  ])('is no other: $name', ({ added, also }) => {
    expect(codesOf(added, { alsoInvokedBy: [also] })).not.toEqual([]);
  });
});

describe('function URLs', () => {
  const named: readonly Invoker[] = [
    { functionUrl: 'AWS_IAM', reason },
    { principal: '123456789012', reason },
    { principal: '*', reason },
  ];
  const url = (AuthType: string) => resource('AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Handler' }, AuthType });
  const urlPermission = (Principal: string, properties: Record<string, unknown>) =>
    permission({ Principal, SourceArn: undefined, ...properties });
  const authorized = { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'AWS_IAM' };

  it.each([
    { name: 'a URL', added: url('AWS_IAM') },
    { name: 'a permission for it', added: urlPermission('123456789012', authorized) },
    { name: 'the second permission of it', added: urlPermission('123456789012', { InvokedViaFunctionUrl: true }) },
  ])('are refused unless named: $name', ({ added }) => {
    expect(codesOf(added)).toEqual(['function-url']);
    expect(codesOf(added, { alsoInvokedBy: named })).toEqual([]);
  });

  it.each([
    { name: 'a public URL', added: url('NONE') },
    { name: 'everyone', added: urlPermission('*', authorized) },
    { name: 'everyone by the second permission', added: urlPermission('*', { InvokedViaFunctionUrl: true }) },
    { name: 'a public type', added: urlPermission('123456789012', { ...authorized, FunctionUrlAuthType: 'NONE' }) },
  ])('are never accepted for $name', ({ added }) => {
    expect(codesOf(added, { alsoInvokedBy: named })).toEqual(['function-url']);
  });
});

it('event source mappings are refused unless their source is named', () => {
  const queue = { 'Fn::GetAtt': ['Queue', 'Arn'] };
  const mapping = resource('AWS::Lambda::EventSourceMapping', {
    FunctionName: { Ref: 'Alias' },
    EventSourceArn: queue,
  });
  expect(codesOf(mapping)).toEqual(['invoker-foreign']);
  const eventSourceArn = queue as unknown as string;
  expect(codesOf(mapping, { alsoInvokedBy: [{ eventSourceArn, reason }] })).toEqual([]);
});

describe('otherApis', () => {
  const route = (apiId: unknown) =>
    resource('AWS::ApiGatewayV2::Route', { ApiId: apiId, RouteKey: 'GET /x', AuthorizationType: 'NONE' });
  const codes = (apiId: unknown, exempt: unknown) =>
    checkHttpApi(
      { Resources: { ...stack, Added: route(apiId) } },
      { contracts: { Api: {} }, otherApis: [{ apiId: exempt as string, reason }] },
    ).map(({ code }) => code);

  it.each([
    { name: 'a literal', value: 'abc123' },
    { name: 'an import', value: { 'Fn::ImportValue': 'SharedApi' } },
    { name: 'a parameter', value: { Ref: 'ApiIdParameter' } },
  ])('exempts $name, and that alone', ({ value }) => {
    expect(codes(value, 'another')).toEqual(['route-unprotected']);
    expect(codes(value, value)).toEqual([]);
  });

  it('does not exempt the API itself', () => {
    expect(codes({ 'Fn::Sub': `\${Api}` }, { Ref: 'Api' })).toEqual(['route-unprotected']);
  });
});
