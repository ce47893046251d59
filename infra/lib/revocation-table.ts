import type { AccessRule } from '@scopegate/contract';
import { orders } from '@scopegate/orders';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageSettings } from './stage-settings.ts';

/**
 * Tokens, subjects and clients that were revoked, keyed as `@scopegate/handler/revocation-dynamodb` has it.
 *
 * A table of its own: no handler needs to write to it, and revoking needs no access to the orders. It can be restored
 * because a lost entry would bring a revoked token back to life; entries vanish once what they name has expired.
 */
export const createRevocationTable = (scope: Construct, stage: StageSettings): Table =>
  new Table(scope, 'Revocations', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: stage.deletionProtection,
    removalPolicy: stage.removalPolicy,
  });

/** Whether a token opens the route, so that its guard looks up revocations. */
export function takesTokens(routeName: string): boolean {
  const route = Object.values(orders.routes).find(({ name }) => name === routeName);
  return route !== undefined && opensToTokens[route.access.kind];
}

const opensToTokens: Record<AccessRule['kind'], boolean> = {
  open: false,
  authenticated: true,
  scopes: true,
  iam: false,
};

/** Lets the guards read the list, and gives no one else access. */
export function grantRevocations(table: Table, functions: Readonly<Record<string, IFunction>>): void {
  for (const [name, target] of Object.entries(functions)) {
    if (!takesTokens(name)) continue;
    target.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:BatchGetItem'], resources: [table.tableArn] }));
  }
}
