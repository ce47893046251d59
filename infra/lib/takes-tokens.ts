import type { AccessRule } from '@scopegate/contract';
import { orders } from '@scopegate/orders';

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
