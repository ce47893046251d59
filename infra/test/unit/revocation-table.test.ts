import { beforeAll, expect, it } from '@jest/globals';
import { keyAttribute, timeToLiveAttribute } from '@scopegate/handler/revocation-dynamodb';
import { orders } from '@scopegate/orders';
import type { Template } from 'aws-cdk-lib/assertions';
import { fakeTemplate } from '../support/assembly.ts';
import { functionOf, statementsAbout } from '../support/role-statements.ts';

let dev: Template;
beforeAll(async () => {
  dev = await fakeTemplate();
});

it('is keyed and forgets as the revocation list of the guards reads it', () => {
  dev.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: keyAttribute, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: keyAttribute, AttributeType: 'S' }],
    TimeToLiveSpecification: { AttributeName: timeToLiveAttribute, Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

it.each(Object.values(orders.routes))('$route: guards of tokens read it, no handler writes', ({ route, access }) => {
  const takesTokens = access.kind !== 'open' && access.kind !== 'iam';
  const actions = statementsAbout('Revocations', dev, route).map(({ Action }) => Action);
  expect(actions).toEqual(takesTokens ? ['dynamodb:BatchGetItem'] : []);
  const variables = Object.keys(functionOf(dev, route)?.Environment?.Variables ?? {});
  expect(variables.includes('REVOCATION_TABLE_NAME')).toBe(takesTokens);
});
