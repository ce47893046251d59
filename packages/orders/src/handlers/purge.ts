import { handle } from '@scopegate/handler';
import { orders } from '../contract.ts';
import { orderStore } from '../store/environment.ts';

export const handler = handle(orders, 'purge').handler(async () => ({
  status: 200,
  body: { removed: await orderStore().purgeCancelled() },
}));
