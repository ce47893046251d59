import { handle } from '@scopegate/handler';
import { changeOrder } from '../change-order.ts';
import { orders } from '../contract.ts';
import { revocation } from '../revocation.ts';
import { orderStore } from '../store/environment.ts';
import { toOrder } from '../store/order-record.ts';

export const handler = handle(orders, 'updateOrder', { revocation }).handler(async ({ params, body, caller }) => {
  const record = await changeOrder(orderStore(), { id: params.id, caller, what: 'changed', change: body });
  return { status: 200, body: toOrder(record) };
});
