import { randomUUID } from 'node:crypto';
import { handle } from '@scopegate/handler';
import { orders } from '../contract.ts';
import { revocation } from '../revocation.ts';
import { orderStore } from '../store/environment.ts';
import { keyOf, type OrderRecord, toOrder } from '../store/order-record.ts';
import { tenantOf } from '../tenant.ts';

export const handler = handle(orders, 'createOrder', { revocation }).handler(async ({ body, caller }) => {
  const id = randomUUID();
  const at = new Date().toISOString();
  const record: OrderRecord = {
    ...keyOf(tenantOf(caller), id),
    id,
    customer: body.customer,
    status: 'open',
    lines: body.lines,
    createdAt: at,
    updatedAt: at,
    history: [{ at, by: caller.subject, what: 'created' }],
    revision: 1,
  };
  if (!(await orderStore().create(record))) throw new Error('a random id was taken');
  return { status: 201, body: toOrder(record), headers: { location: `/orders/${id}` } };
});
