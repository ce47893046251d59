import { orders } from '@scopegate/orders';

/** Whether a token opens the route, so that its guard looks up revocations. */
export function takesTokens(routeName: string): boolean {
  const access = Object.values(orders.routes).find(({ name }) => name === routeName)?.access.kind;
  return access !== undefined && access !== 'open' && access !== 'iam';
}
