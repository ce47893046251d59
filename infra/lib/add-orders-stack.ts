import type { App } from 'aws-cdk-lib';
import { stageNamed } from '../stages/index.ts';
import { OrdersStack, type OrdersStackProps } from './orders-stack.ts';

/**
 * Adds the stack of the stage that context `stage` names: `orders-dev`, `orders-prod`.
 *
 * @throws {Error} for an unknown stage
 */
export function addOrdersStack(app: App, overrides: Omit<OrdersStackProps, 'stage'> = {}): OrdersStack {
  const stage = stageNamed(app.node.tryGetContext('stage'));
  return new OrdersStack(app, `orders-${stage.name}`, { ...overrides, stage });
}
