import { handle } from '@scopegate/handler';
import { orders } from '../contract.ts';
import { revocation } from '../revocation.ts';
import { orderStore } from '../store/environment.ts';
import { toOrder } from '../store/order-record.ts';
import { tenantOf } from '../tenant.ts';

export const handler = handle(orders, 'listOrders', { revocation }).handler(async ({ query, caller }) => {
  const page = await orderStore().list(tenantOf(caller), query.limit ?? 25, query.after);
  const next = page.next === undefined ? {} : { next: page.next };
  return { status: 200, body: { orders: page.orders.map(toOrder), ...next } };
});
