import { orders } from '@scopegate/orders';

/** An OAuth client of the orders API: what it may ask for, and for whom it acts. */
export interface OrdersClient {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly tenant: string;
}

const client = (name: string, tenant: string, ...scopes: (keyof typeof orders.scopes)[]): OrdersClient => ({
  name,
  tenant,
  scopes,
});

/** The clients every stage has, one per kind of caller: the stack creates them, tools get tokens as them. */
export const clients: readonly OrdersClient[] = [
  client('reader', 'acme', 'orders:read'),
  client('writer', 'acme', 'orders:read', 'orders:write'),
  client('manager', 'acme', 'orders:read', 'orders:write', 'orders:cancel'),
  client('auditor', 'acme', 'orders:audit'),
  client('admin', 'acme', 'orders:admin'),
  { name: 'developer', tenant: 'acme', scopes: Object.keys(orders.scopes) },
  client('rival', 'globex', 'orders:read', 'orders:write'),
  client('nobody', 'acme', 'orders:none'),
];
