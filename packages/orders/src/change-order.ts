import type { Principal } from '@scopegate/contract/decision';
import { changedMeanwhile, noSuchOrder, notOpen } from './answers.ts';
import type { OrderEvent, OrderRecord } from './store/order-record.ts';
import type { OrderStore } from './store/order-store.ts';
import { tenantOf } from './tenant.ts';

export interface OrderChange {
  readonly id: string;
  readonly caller: Principal;
  readonly what: OrderEvent['what'];
  readonly change: Partial<Pick<OrderRecord, 'customer' | 'lines' | 'status'>>;
}

/**
 * Changes an open order and writes its history in the same item.
 *
 * @throws {HttpProblem} 404 when the tenant has no such order, 409 when it is cancelled or was changed meanwhile
 */
export async function changeOrder(store: OrderStore, { id, caller, what, change }: OrderChange): Promise<OrderRecord> {
  const current = await store.get(tenantOf(caller), id);
  if (current === undefined) throw noSuchOrder();
  if (current.status !== 'open') throw notOpen();
  const at = new Date().toISOString();
  const changed: OrderRecord = {
    ...current,
    ...change,
    updatedAt: at,
    history: [...current.history, { at, by: caller.subject, what }],
    revision: current.revision + 1,
  };
  if (!(await store.replace(changed))) throw changedMeanwhile();
  return changed;
}
