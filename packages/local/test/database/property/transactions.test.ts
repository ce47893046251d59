import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDynamoDbError } from '../../../src/database/dynamodb-error.ts';
import { type Engine, openEngine } from '../../../src/database/engine.ts';
import { provisionTables } from '../../../src/database/provision.ts';
import type { TransactionAction } from '../../../src/database/transaction-action.ts';
import { key, TableName } from '../e2e/items.ts';
import { aTable } from '../unit/tables.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(new Map([['Orders', aTable()]]));
  await provisionTables(engine, [aTable()]);
});
afterAll(() => engine.close());

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

/** Items by name: the model of a table. A status puts an item into an index. */
type Items = ReadonlyMap<string, { readonly n: number; readonly status?: string }>;

interface Action {
  readonly item: string;
  readonly kind: 'put' | 'add' | 'delete' | 'check';
  readonly n: number;
  readonly condition: 'none' | 'there' | 'absent' | 'equal';
  readonly status: string | undefined;
}

const names = ['a', 'b', 'c', 'd'];
const anAction = fc.record<Action>({
  item: fc.constantFrom(...names),
  kind: fc.constantFrom('put', 'add', 'delete', 'check'),
  n: fc.integer({ min: 0, max: 2 }),
  condition: fc.constantFrom('none', 'there', 'absent', 'equal'),
  status: fc.constantFrom(undefined, 'open', 'done'),
});
const aTransaction = fc.uniqueArray(anAction, { minLength: 1, maxLength: 4, selector: ({ item }) => item });

/** A check without a condition does not exist. */
const conditionOf = ({ kind, condition }: Action) => (kind === 'check' && condition === 'none' ? 'there' : condition);

/** What the transaction should come to; undefined: it is cancelled. */
function apply(items: Items, actions: readonly Action[]): Items | undefined {
  const next = new Map(items);
  for (const action of actions) {
    const { item, kind, n, status } = action;
    const before = items.get(item);
    const holds = { none: true, there: before !== undefined, absent: before === undefined, equal: before?.n === n };
    if (!holds[conditionOf(action)]) return undefined;
    if (kind === 'put') next.set(item, { n, ...(status !== undefined && { status }) });
    if (kind === 'add') next.set(item, { ...before, n: (before?.n ?? 0) + n });
    if (kind === 'delete') next.delete(item);
  }
  return next;
}

const conditions = { there: 'attribute_exists(n)', absent: 'attribute_not_exists(n)', equal: 'n = :n' };

function toAction(run: string, action: Action): TransactionAction {
  const { item, kind, n, status } = action;
  const condition = conditionOf(action);
  const values = {
    ...(condition === 'equal' && { ':n': { N: `${n}` } }),
    ...(kind === 'add' && { ':more': { N: `${n}` } }),
  };
  const shared = {
    TableName,
    ...(condition !== 'none' && { ConditionExpression: conditions[condition] }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
  const Key = key(`${run}-${item}`);
  if (kind === 'put') {
    const Item = { ...Key, n: { N: `${n}` }, ...(status !== undefined && { status: { S: `${run}-${status}` } }) };
    return { kind: 'Put', parameters: { ...shared, Item } };
  }
  if (kind === 'add') return { kind: 'Update', parameters: { ...shared, Key, UpdateExpression: 'ADD n :more' } };
  return { kind: kind === 'delete' ? 'Delete' : 'ConditionCheck', parameters: { ...shared, Key } };
}

async function read(customer: string): Promise<Item | undefined> {
  const outcome = await engine.run('GetItem', { TableName, Key: key(customer) });
  return 'Item' in outcome ? (outcome['Item'] as Item) : undefined;
}

async function stored(run: string): Promise<Record<string, object>> {
  const found = await Promise.all(names.map(async (name) => [name, await read(`${run}-${name}`)] as const));
  const there = found.flatMap(([name, item]) => {
    const status = item?.['status']?.S?.slice(run.length + 1);
    return item === undefined
      ? []
      : [[name, { n: Number(item['n']?.N), ...(status !== undefined && { status }) }] as const];
  });
  return Object.fromEntries(there);
}

async function indexed(run: string, status: string): Promise<readonly string[]> {
  const outcome = await engine.run('Query', {
    TableName,
    IndexName: 'byStatus',
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':s': { S: `${run}-${status}` } },
  });
  const items = 'Items' in outcome ? (outcome['Items'] as Item[]) : [];
  return items.map(({ customer }) => customer?.S?.slice(run.length + 1) ?? '').sort();
}

it('a transaction is all or nothing, in the table and its index', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(aTransaction, { minLength: 1, maxLength: 6 }), async (transactions) => {
      runs += 1;
      const run = `run${runs}`;
      let model: Items = new Map();
      for (const actions of transactions) {
        const next = apply(model, actions);
        const outcome = await engine.transactWrite(actions.map((action) => toAction(run, action)));
        const kind = isDynamoDbError(outcome) ? outcome.body.__type.split('#')[1] : 'stored';
        expect(kind).toBe(next === undefined ? 'TransactionCanceledException' : 'stored');
        model = next ?? model;
        expect(await stored(run)).toStrictEqual(Object.fromEntries(model));
        for (const status of ['open', 'done']) {
          const wanted = [...model].filter(([, item]) => item.status === status).map(([name]) => name);
          expect(await indexed(run, status)).toStrictEqual(wanted.sort());
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('transfers at the same time keep the sum, and no balance below zero', async () => {
  const accounts = ['one', 'two', 'three'];
  const aTransfer = fc.record({ from: fc.constantFrom(...accounts), to: fc.constantFrom(...accounts), n: fc.nat(60) });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(aTransfer, { minLength: 5, maxLength: 25 }), async (transfers) => {
      runs += 1;
      const run = `sum${runs}`;
      const change = (account: string, by: number) => ({
        TableName,
        Key: key(`${run}-${account}`),
        UpdateExpression: 'ADD n :by',
        ExpressionAttributeValues: { ':by': { N: `${by}` } },
      });
      const transfer = ({ from, to, n }: { from: string; to: string; n: number }) => {
        const taken = change(from, -n);
        const values = { ...taken.ExpressionAttributeValues, ':least': { N: `${n}` } };
        const enough = { ConditionExpression: 'n >= :least', ExpressionAttributeValues: values };
        return engine.transactWrite([
          { kind: 'Update', parameters: { ...taken, ...enough } },
          { kind: 'Update', parameters: change(to, n) },
        ]);
      };
      await Promise.all(accounts.map((account) => engine.run('UpdateItem', change(account, 50))));
      // A write of its own beside them: it must neither be lost nor seen half.
      const bonus = engine.run('UpdateItem', change('one', 7));
      await Promise.all([...transfers.filter(({ from, to }) => from !== to).map(transfer), bonus]);
      const balances = await Promise.all(
        accounts.map(async (account) => Number((await read(`${run}-${account}`))?.['n']?.N)),
      );
      expect(balances.reduce((a, b) => a + b)).toBe(157);
      expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
});
