import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { key, TableName } from '../../e2e/database/items.ts';
import { connect, start, stopAll } from '../../e2e/database/support.ts';

let client: DynamoDBClient;
beforeAll(async () => {
  client = connect(await start());
});
afterAll(stopAll);

/** Items by name: the model of a table. A status puts an item into an index. */
type Items = ReadonlyMap<string, { readonly n: number; readonly status?: string }>;

interface Action {
  readonly item: string;
  readonly kind: 'put' | 'add' | 'delete' | 'check';
  readonly n: number;
  readonly condition: 'none' | 'there' | 'absent' | 'equal';
  readonly status: string | undefined;
}

const anAction = fc.record<Action>({
  item: fc.constantFrom('a', 'b', 'c', 'd'),
  kind: fc.constantFrom('put', 'add', 'delete', 'check'),
  n: fc.integer({ min: 0, max: 2 }),
  condition: fc.constantFrom('none', 'there', 'absent', 'equal'),
  status: fc.constantFrom(undefined, 'open', 'done'),
});
const aTransaction = fc.uniqueArray(anAction, { minLength: 1, maxLength: 4, selector: ({ item }) => item });

/** What the transaction should come to. */
function apply(items: Items, actions: readonly Action[]): Items | undefined {
  const next = new Map(items);
  for (const { item, kind, n, condition, status } of actions) {
    const before = items.get(item);
    const holds = { none: true, there: before !== undefined, absent: before === undefined, equal: before?.n === n };
    if (!holds[kind === 'check' && condition === 'none' ? 'there' : condition]) return undefined;
    if (kind === 'put') next.set(item, { n, ...(status !== undefined && { status }) });
    if (kind === 'add') next.set(item, { ...before, n: (before?.n ?? 0) + n });
    if (kind === 'delete') next.delete(item);
  }
  return next;
}

const CONDITIONS = { there: 'attribute_exists(n)', absent: 'attribute_not_exists(n)', equal: 'n = :n' };

function toItem(run: string, { item, kind, n, condition, status }: Action): TransactWriteItem {
  const asked = kind === 'check' && condition === 'none' ? 'there' : condition;
  const values = {
    ...(asked === 'equal' && { ':n': { N: `${n}` } }),
    ...(kind === 'add' && { ':more': { N: `${n}` } }),
  };
  const shared = {
    TableName,
    ...(asked !== 'none' && { ConditionExpression: CONDITIONS[asked] }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
  const Key = key(`${run}-${item}`);
  if (kind === 'put') {
    const Item = { ...Key, n: { N: `${n}` }, ...(status !== undefined && { status: { S: `${run}-${status}` } }) };
    return { Put: { ...shared, Item } };
  }
  if (kind === 'add') return { Update: { ...shared, Key, UpdateExpression: 'ADD n :more' } };
  return kind === 'delete' ? { Delete: { ...shared, Key } } : { ConditionCheck: { ...shared, Key } as never };
}

async function stored(run: string): Promise<Items> {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName,
      FilterExpression: 'begins_with(customer, :run)',
      ExpressionAttributeValues: { ':run': { S: `${run}-` } },
    }),
  );
  return new Map(
    Items.map(({ customer, n, status }) => [
      customer?.S?.slice(run.length + 1) ?? '',
      { n: Number(n?.N), ...(status?.S !== undefined && { status: status.S.slice(run.length + 1) }) },
    ]),
  );
}

async function indexed(run: string, status: string): Promise<readonly string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byStatus',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: `${run}-${status}` } },
    }),
  );
  return Items.map(({ customer }) => customer?.S?.slice(run.length + 1) ?? '').sort();
}

const byName = (items: Items) => Object.fromEntries([...items].sort());

it('a transaction is all or nothing, in the table and its index', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(aTransaction, { minLength: 1, maxLength: 6 }), async (transactions) => {
      runs += 1;
      const run = `run${runs}`;
      let model: Items = new Map();
      for (const actions of transactions) {
        const next = apply(model, actions);
        const TransactItems = actions.map((action) => toItem(run, action));
        const error: unknown = await client.send(new TransactWriteItemsCommand({ TransactItems })).then(
          () => undefined,
          (caught: unknown) => caught,
        );
        expect(error instanceof TransactionCanceledException).toBe(next === undefined);
        model = next ?? model;
        expect(byName(await stored(run))).toStrictEqual(byName(model));
        for (const status of ['open', 'done']) {
          const wanted = [...model].filter(([, item]) => item.status === status).map(([name]) => name);
          expect(await indexed(run, status)).toStrictEqual(wanted.sort());
        }
      }
    }),
    { numRuns: 40 },
  );
});

it('transfers at the same time keep the sum, and no balance below zero', async () => {
  const accounts = ['one', 'two', 'three'];
  const aTransfer = fc.record({ from: fc.constantFrom(...accounts), to: fc.constantFrom(...accounts), n: fc.nat(60) });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(aTransfer, { minLength: 5, maxLength: 25 }), async (transfers) => {
      runs += 1;
      const id = (account: string) => key(`sum${runs}-${account}`);
      const change = (Key: ReturnType<typeof key>, by: number) => ({
        TableName,
        Key,
        UpdateExpression: 'ADD n :by',
        ExpressionAttributeValues: { ':by': { N: `${by}` } },
      });
      for (const account of accounts) await client.send(new UpdateItemCommand(change(id(account), 50)));
      const transfer = ({ from, to, n }: { from: string; to: string; n: number }) => {
        const enough = { ConditionExpression: 'n >= :least' };
        const taken = change(id(from), -n);
        const values = { ...taken.ExpressionAttributeValues, ':least': { N: `${n}` } };
        return client.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              { Update: { ...taken, ...enough, ExpressionAttributeValues: values } },
              { Update: change(id(to), n) },
            ],
          }),
        );
      };
      // A write of its own beside them: it must neither be lost nor seen half.
      const bonus = client.send(new UpdateItemCommand(change(id('one'), 7)));
      await Promise.allSettled([...transfers.filter(({ from, to }) => from !== to).map(transfer), bonus]);
      const balances = await Promise.all(
        accounts.map(async (account) => {
          const { Item } = await client.send(new GetItemCommand({ TableName, Key: id(account), ConsistentRead: true }));
          return Number(Item?.['n']?.N);
        }),
      );
      expect(balances.reduce((a, b) => a + b)).toBe(157);
      expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 15 },
  );
});
