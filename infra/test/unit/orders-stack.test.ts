import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ReasonCode, reasons } from '@scopegate/contract/decision';
import { orders } from '@scopegate/orders';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { clients } from '../../lib/clients.ts';
import type { OrdersStack } from '../../lib/orders-stack.ts';
import { createFakeBuild, type FakeBuild } from '../support/fake-build.ts';

let build: FakeBuild;
let stack: OrdersStack;
let dev: Template;
let prod: Template;
beforeAll(() => {
  build = createFakeBuild();
  stack = build.stack();
  dev = Template.fromStack(stack);
  prod = Template.fromStack(build.stack({ stage: 'prod' }));
});
afterAll(() => build.remove());

/** The policy statements of the function that answers a route. */
function statementsOf(routeKey: string) {
  const [fn] = Object.values(dev.findResources('AWS::Lambda::Function', { Properties: { Description: routeKey } }));
  const role = fn?.['Properties'].Role['Fn::GetAtt'][0];
  return Object.values(dev.findResources('AWS::IAM::Policy'))
    .map((policy) => policy['Properties'])
    .filter((policy) => policy.Roles.some((one: { Ref: string }) => one.Ref === role))
    .flatMap((policy) => policy.PolicyDocument.Statement);
}

/** The logical ID of the table a statement is about. */
const tableOf = (resource: { 'Fn::GetAtt'?: [string, string] }): string | undefined => resource['Fn::GetAtt']?.[0];

describe('table', () => {
  it('holds tenants and orders, pays per request and can be restored', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      GlobalSecondaryIndexes: Match.absent(),
      TableName: Match.absent(),
    });
  });

  it.each([
    { route: 'GET /health', actions: [] },
    { route: 'GET /orders', actions: ['dynamodb:Query'] },
    { route: 'POST /orders', actions: ['dynamodb:PutItem'] },
    { route: 'GET /orders/{id}', actions: ['dynamodb:GetItem'] },
    { route: 'PATCH /orders/{id}', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] },
    { route: 'DELETE /orders/{id}', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] },
    { route: 'GET /orders/{id}/history', actions: ['dynamodb:GetItem'] },
    { route: 'POST /maintenance/purge', actions: ['dynamodb:DeleteItem', 'dynamodb:Scan'] },
  ])('$route may do $actions to it', ({ route, actions }) => {
    const statements = statementsOf(route);
    const onTable = statements.filter(({ Resource }) => tableOf(Resource)?.startsWith('Table'));
    expect(onTable.flatMap((one) => one.Action).sort()).toEqual(actions);
    for (const { Resource } of onTable) expect(Resource).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
    expect(statements.length - onTable.length).toBe(route === 'GET /health' || route.includes('purge') ? 1 : 2);
  });

  it('is known by name to the handlers that use it', () => {
    const named = Object.values(dev.findResources('AWS::Lambda::Function'))
      .map((fn) => fn['Properties'])
      .filter((fn) => fn.Environment.Variables.TABLE_NAME !== undefined)
      .map((fn) => fn.Description);
    const routes = Object.values(orders.routes).map(({ route }): string => route);
    expect(named.sort()).toEqual(routes.filter((route) => route !== 'GET /health').sort());
  });
});

describe('revocation table', () => {
  it('is keyed by one text, and forgets what has expired', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it.each(Object.values(orders.routes))('$route: guards of tokens read it, nobody writes', ({ route, access }) => {
    const statements = statementsOf(route).filter(({ Resource }) => tableOf(Resource)?.startsWith('Revocations'));
    const takesTokens = access.kind !== 'open' && access.kind !== 'iam';
    expect(statements.map(({ Action }) => Action)).toEqual(takesTokens ? ['dynamodb:BatchGetItem'] : []);
    const [fn] = Object.values(dev.findResources('AWS::Lambda::Function', { Properties: { Description: route } }));
    const variables = Object.keys(fn?.['Properties'].Environment?.Variables ?? {});
    expect(variables.includes('REVOCATION_TABLE_NAME')).toBe(takesTokens);
  });
});

describe('user pool', () => {
  it('has the scopes of the contract under "orders"', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'orders',
      Scopes: Object.entries(orders.scopes).map(([ScopeName, { about }]) => ({ ScopeName, ScopeDescription: about })),
    });
  });

  it.each(clients)('gives $name exactly $scopes, by client credentials alone', ({ name, scopes }) => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ClientName: name,
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: Object.keys(orders.scopes)
        .filter((scope) => scopes.includes(scope))
        .map((scope) => ({ 'Fn::Join': ['', [{ Ref: Match.anyValue() }, `/${scope}`]] })),
      CallbackURLs: Match.absent(),
    });
  });

  it('lets nobody sign up', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
  });

  it('has a token endpoint that no other account can take', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', ['orders-dev-', { Ref: 'AWS::AccountId' }]] },
    });
  });
});

describe('outputs', () => {
  it('name the API, the pool, the token endpoint and every client; no secret', () => {
    expect(Object.keys(dev.findOutputs('*')).sort()).toEqual(
      [
        'ApiUrl',
        'UserPoolId',
        'TokenEndpoint',
        'RevocationTable',
        ...clients.map(({ name }) => `ClientId${name[0]?.toUpperCase()}${name.slice(1)}`),
      ].sort(),
    );
    expect(JSON.stringify(dev.toJSON())).not.toContain('ClientSecret');
  });
});

describe('stages', () => {
  it('are stacks of their own', () => {
    expect(stack.stackName).toBe('orders-dev');
    expect(build.stack({ stage: 'prod' }).stackName).toBe('orders-prod');
  });

  it('keep data in prod, and nothing in dev', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::Logs::LogGroup']) {
      dev.allResources(type, { DeletionPolicy: 'Delete' });
      prod.allResources(type, { DeletionPolicy: 'Retain' });
    }
    prod.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
    prod.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  it('trace in dev only', () => {
    expect(JSON.stringify(dev.toJSON())).toContain('SCOPEGATE_TRACE');
    expect(JSON.stringify(prod.toJSON())).not.toContain('SCOPEGATE_TRACE');
  });

  it('throttle the whole API in prod, and the purge everywhere', () => {
    dev.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: Match.absent(),
      RouteSettings: { 'POST /maintenance/purge': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 } },
    });
    prod.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      RouteSettings: { 'POST /maintenance/purge': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
    });
  });

  it.each([{ stage: 'staging' }, { stage: '' }, { stage: 7 }])('refuse $stage', ({ stage }) => {
    expect(() => build.stack({ stage })).toThrow(
      `There is no stage ${JSON.stringify(stage)}. Allowed: dev, prod. Give one as context`,
    );
  });
});

it('alarms watch faults, not denials', () => {
  const alarms = Object.values(dev.findResources('AWS::CloudWatch::Alarm')).map((alarm) => alarm['Properties']);
  expect(alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`).sort()).toEqual([
    'AWS/ApiGateway 5xx',
    'AWS/Lambda Errors',
    'AWS/Lambda Throttles',
    ...Array(11).fill('Scopegate Decisions'),
  ]);
});

it('alarms on reason codes are on faults of ours, of this API and of a service that writes them', () => {
  const alarms = Object.values(dev.findResources('AWS::CloudWatch::Alarm', { Properties: { Namespace: 'Scopegate' } }));
  const dimensions = alarms.map(
    (alarm): Record<string, unknown> =>
      Object.fromEntries(
        alarm['Properties'].Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]),
      ),
  );
  for (const { apiId, service, reason } of dimensions) {
    expect(apiId).toEqual({ Ref: expect.stringMatching(/^ApiHttpApi/) });
    expect(['scopegate-authorizer', 'scopegate-guard']).toContain(service);
    if (reason === 'internal' || reason === 'route_unknown') continue;
    expect(reasons[reason as ReasonCode]).toMatchObject({ kind: 'fault' });
  }
  const faults = Object.entries(reasons).filter(([, { kind }]) => kind === 'fault');
  expect(dimensions.map(({ reason }) => reason)).toEqual(expect.arrayContaining(faults.map(([code]) => code)));
});
