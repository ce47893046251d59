import type { ScopedHttpApi } from '@scopegate/cdk';
import type { AccessRule } from '@scopegate/contract';
import { orders } from '@scopegate/orders';
import { Validations } from 'aws-cdk-lib';
import type { OrdersPool } from './orders-pool.ts';

/** APIG4 asks for an authorizer on every route; `AWS_IAM` counts as one. */
const letsEveryoneIn: Record<AccessRule['kind'], boolean> = {
  open: true,
  authenticated: false,
  scopes: false,
  iam: false,
};

/** Rules of AWS Solutions that this stack breaks on purpose, each with the reason. Everything else must pass. */
export function acknowledgeRules(api: ScopedHttpApi<typeof orders>, { userPool }: OrdersPool): void {
  Validations.of(userPool).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-COG2',
      reason:
        'There is no sign-in: the pool has machine clients only, and the client credentials grant knows no second factor.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-COG8',
      reason: 'The plus plan judges sign-ins of users by their risk; the pool has no users.',
    },
  );
  for (const { name, access } of Object.values(orders.routes)) {
    if (!letsEveryoneIn[access.kind]) continue;
    Validations.of(api.node.findChild(`Route-${name}`)).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason: 'The contract declares the route open(); every other route is checked against it at synth.',
    });
  }
}
