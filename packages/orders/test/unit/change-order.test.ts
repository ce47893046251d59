import { describe, expect, it } from '@jest/globals';
import { changeOrder } from '../../src/change-order.ts';
import { keyOf, type OrderRecord } from '../../src/store/order-record.ts';
import type { OrderStore } from '../../src/store/order-store.ts';

const record: OrderRecord = {
  ...keyOf('acme', 'o-1'),
  id: 'o-1',
  customer: 'c-1',
  status: 'open',
  lines: [],
  createdAt: 'then',
  updatedAt: 'then',
  history: [{ at: 'then', by: 'a', what: 'created' }],
  revision: 3,
};
const caller = { issuer: 'i', subject: 'b', scopes: [], validUntil: 0, claims: {}, tenant: 'acme' };
const storeWith = (found: OrderRecord | undefined, replaced = true): OrderStore & { written: OrderRecord[] } => {
  const written: OrderRecord[] = [];
  const unused = () => Promise.reject(new Error('unused'));
  return {
    written,
    get: async (tenant, id) => (tenant === 'acme' && id === 'o-1' ? found : undefined),
    replace: async (next) => written.push(next) > 0 && replaced,
    list: unused,
    create: unused,
    purgeCancelled: unused,
  };
};
const change = { id: 'o-1', caller, what: 'cancelled', change: { status: 'cancelled' } } as const;

describe('changeOrder', () => {
  it('writes change and history in one item, on the next revision', async () => {
    const store = storeWith(record);
    await changeOrder(store, change);
    expect(store.written).toMatchObject([
      { status: 'cancelled', revision: 4, history: [{ what: 'created' }, { by: 'b', what: 'cancelled' }] },
    ]);
  });

  it.each([
    { name: 'no such order', store: storeWith(undefined), given: change, status: 404 },
    {
      name: 'another tenant',
      store: storeWith(record),
      given: { ...change, caller: { ...caller, tenant: 'globex' } },
      status: 404,
    },
    {
      name: 'no tenant',
      store: storeWith(record),
      given: { ...change, caller: { ...caller, tenant: undefined } },
      status: 403,
    },
    {
      name: 'a tenant that is no key',
      store: storeWith(record),
      given: { ...change, caller: { ...caller, tenant: 'acme#ORDER' } },
      status: 403,
    },
    { name: 'a cancelled order', store: storeWith({ ...record, status: 'cancelled' }), given: change, status: 409 },
    { name: 'changed meanwhile', store: storeWith(record, false), given: change, status: 409 },
  ])('refuses: $name', async ({ store, given, status }) => {
    await expect(changeOrder(store, given as typeof change)).rejects.toMatchObject({ name: 'HttpProblem', status });
  });
});
