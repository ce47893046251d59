import { fileURLToPath } from 'node:url';

const file = (name: string): string => fileURLToPath(new URL(`./handlers/${name}.ts`, import.meta.url));

/** Where the handler of each route is, for the bundler. */
export const handlerFiles = {
  health: file('health'),
  listOrders: file('list-orders'),
  createOrder: file('create-order'),
  getOrder: file('get-order'),
  updateOrder: file('update-order'),
  cancelOrder: file('cancel-order'),
  orderHistory: file('order-history'),
  purge: file('purge'),
};
