import type { App } from 'aws-cdk-lib';
import { stageNamed } from '../stages/index.ts';
import { OrdersStack, type OrdersStackProps } from './orders-stack.ts';

/**
 * Adds the stack of the stage that context `stage` names: `orders-dev`, `orders-prod`. Context `response` says what its
 * authorizer answers with: `simple`, as when it is left out, or `policy`.
 *
 * @throws {Error} for an unknown stage, and for a response that is none of the two
 */
export function addOrdersStack(app: App, overrides: Omit<OrdersStackProps, 'stage' | 'response'> = {}): OrdersStack {
  const stage = stageNamed(app.node.tryGetContext('stage'));
  return new OrdersStack(app, `orders-${stage.name}`, {
    ...overrides,
    stage,
    response: responseNamed(app.node.tryGetContext('response')),
  });
}

function responseNamed(name: unknown = 'simple'): 'simple' | 'policy' {
  if (name === 'simple' || name === 'policy') return name;
  throw new Error(
    `There is no response ${JSON.stringify(name)}. Allowed: simple, policy. Give one as context (--context response=policy), or leave it out.`,
  );
}
