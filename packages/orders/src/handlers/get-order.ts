import { handle } from '@scopegate/handler';
import { noSuchOrder } from '../answers.ts';
import { orders } from '../contract.ts';
import { revocation } from '../revocation.ts';
import { orderStore } from '../store/environment.ts';
import { toOrder } from '../store/order-record.ts';
import { tenantOf } from '../tenant.ts';

export const handler = handle(orders, 'getOrder', { revocation }).handler(async ({ params, caller }) => {
  const record = await orderStore().get(tenantOf(caller), params.id);
  if (record === undefined) throw noSuchOrder();
  return { status: 200, body: toOrder(record) };
});
