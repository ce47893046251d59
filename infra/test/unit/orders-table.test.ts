import { beforeAll, expect, it } from '@jest/globals';
import { orders } from '@scopegate/orders';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { fakeTemplate } from '../support/assembly.ts';
import { statementsAbout, statementsOf } from '../support/role-statements.ts';

let dev: Template;
beforeAll(async () => {
  dev = await fakeTemplate();
});

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
  const onTable = statementsAbout('Table', dev, route);
  expect(onTable.flatMap((one) => one.Action).sort()).toEqual(actions);
  for (const { Resource } of onTable) expect(Resource).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
  const others = statementsOf(dev, route).length - onTable.length;
  expect(others).toBe(route === 'GET /health' || route.includes('purge') ? 1 : 2);
});

it('is known by name to the handlers that use it', () => {
  const named = Object.values(dev.findResources('AWS::Lambda::Function'))
    .map((fn) => fn['Properties'])
    .filter((fn) => fn.Environment.Variables.TABLE_NAME !== undefined)
    .map((fn) => fn.Description);
  const routes = Object.values(orders.routes).map(({ route }): string => route);
  expect(named.sort()).toEqual(routes.filter((route) => route !== 'GET /health').sort());
});
