import { handle } from '@scopegate/handler';
import { changeOrder } from '../change-order.ts';
import { orders } from '../contract.ts';
import { revocation } from '../revocation.ts';
import { orderStore } from '../store/environment.ts';

export const handler = handle(orders, 'cancelOrder', { revocation }).handler(async ({ params, caller }) => {
  await changeOrder(orderStore(), { id: params.id, caller, what: 'cancelled', change: { status: 'cancelled' } });
  return { status: 204 };
});
