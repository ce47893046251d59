import { createOrderStore, type OrderStore } from './order-store.ts';

let store: OrderStore | undefined;

/** The store of this execution environment, made at the first call. */
export function orderStore(): OrderStore {
  const table = process.env['TABLE_NAME'];
  if (table === undefined || table === '')
    throw new Error('TABLE_NAME is not set. Set it to the name of the orders table.');
  store ??= createOrderStore(table);
  return store;
}
