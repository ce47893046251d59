import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageSettings } from './stage-settings.ts';

/** Orders of all tenants: `pk` is the tenant, `sk` the order. */
export const createOrdersTable = (scope: Construct, stage: StageSettings): Table =>
  new Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: stage.deletionProtection,
    removalPolicy: stage.removalPolicy,
  });

/** What each handler does to the table. What is not here, it cannot do: a read handler cannot write. */
export const tableActions = {
  listOrders: ['Query'],
  createOrder: ['PutItem'],
  getOrder: ['GetItem'],
  updateOrder: ['GetItem', 'PutItem'],
  cancelOrder: ['GetItem', 'PutItem'],
  orderHistory: ['GetItem'],
  purge: ['Scan', 'DeleteItem'],
} as const;

/** Grants every handler its actions on the table, and no other. */
export function grantTable(table: Table, functions: Readonly<Record<keyof typeof tableActions, IFunction>>): void {
  for (const name of Object.keys(tableActions) as (keyof typeof tableActions)[]) {
    functions[name].addToRolePolicy(
      new PolicyStatement({
        actions: tableActions[name].map((action) => `dynamodb:${action}`),
        resources: [table.tableArn],
      }),
    );
  }
}
