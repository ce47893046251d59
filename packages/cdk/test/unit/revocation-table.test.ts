import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RevocationTable } from '../../src/index.ts';
import { shop } from '../support/contract.ts';
import { createStack, plainFunction, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
let stack: Stack;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const actionsByRole = () =>
  Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.filter((one: { Resource: unknown }) =>
      JSON.stringify(one.Resource).includes('Revocations'),
    ).map(({ Action, Resource }: { Action: unknown; Resource: unknown }) => ({
      role: Properties.Roles[0].Ref as string,
      actions: [Action].flat(),
      resource: Resource,
    })),
  );

describe('RevocationTable', () => {
  it('has the key and the time to live that guards read, can be restored, and is kept', () => {
    stack = createStack(workspace);
    new RevocationTable(stack, 'Revocations');
    const template = Template.fromStack(stack);
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
      },
      DeletionPolicy: 'Retain',
    });
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table'))).toEqual([
      expect.stringMatching(/^Revocations[0-9A-F]{8}$/),
    ]);
  });

  it('can be let go', () => {
    stack = createStack(workspace);
    new RevocationTable(stack, 'Revocations', {
      deletionProtection: false,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Template.fromStack(stack).hasResource('AWS::DynamoDB::Table', {
      Properties: { DeletionProtectionEnabled: false },
      DeletionPolicy: 'Delete',
    });
  });

  it('lets the guards of token routes look up entries, and no other handler', () => {
    stack = createStack(workspace);
    const revocations = new RevocationTable(stack, 'Revocations');
    revocations.grantGuards(shop, shopStack(workspace, {}, stack).api.functions);
    const granted = actionsByRole();
    expect(granted.map(({ role }) => role.replace(/^ApiHandler(\w+)Role.*$/, '$1')).sort()).toEqual([
      'change',
      'list',
      'whoami',
    ]);
    for (const { actions } of granted) expect(actions).toEqual(['dynamodb:BatchGetItem']);
  });

  it('lets those who revoke write, list and delete entries of this table', () => {
    stack = createStack(workspace);
    const revocations = new RevocationTable(stack, 'Revocations');
    revocations.grantRevoke(plainFunction(stack, 'Operator'));
    expect(actionsByRole()).toMatchObject([
      {
        actions: ['dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:DeleteItem'],
        resource: { 'Fn::GetAtt': [expect.stringMatching(/^Revocations/), 'Arn'] },
      },
    ]);
  });
});
