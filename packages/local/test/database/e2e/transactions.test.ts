import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  IdempotentParameterMismatchException,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEngine } from '../../../src/database/engine.ts';
import { provisionTables } from '../../../src/database/provision.ts';
import { createClock } from '../../../src/model/index.ts';
import { aTable } from '../unit/tables.ts';
import { key, order, TableName } from './items.ts';
import { connect, start, stop, stopAll } from './support.ts';

const clock = createClock();
const tables = [aTable(), aTable({ tableName: 'Archive', logicalId: 'ArchiveTable', timeToLiveAttribute: 'until' })];
let client: DynamoDBClient;

beforeAll(async () => {
  client = connect(await start({ tables, clock }));
});
afterAll(stopAll);

const write = (...TransactItems: TransactWriteItem[]) => client.send(new TransactWriteItemsCommand({ TransactItems }));
const put = (Item: ReturnType<typeof order>, more = {}) => ({ Put: { TableName, Item, ...more } });
const get = async (customer: string, table = TableName) =>
  (await client.send(new GetItemCommand({ TableName: table, Key: key(customer) }))).Item;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as TransactionCanceledException,
  );
const unlessThere = { ConditionExpression: 'attribute_not_exists(customer)' };

describe('TransactWriteItems', () => {
  it('does every kind of action, in several tables', async () => {
    await write(put(order('deleted')), put(order('updated', 1, { total: { N: '1' } })), put(order('checked')));
    await write(
      { Put: { TableName: 'Archive', Item: order('put') } },
      { Delete: { TableName, Key: key('deleted') } },
      {
        Update: {
          TableName,
          Key: key('updated'),
          UpdateExpression: 'SET #t = #t + :more',
          ExpressionAttributeNames: { '#t': 'total' },
          ExpressionAttributeValues: { ':more': { N: '4' } },
        },
      },
      { ConditionCheck: { TableName, Key: key('checked'), ConditionExpression: 'attribute_exists(customer)' } },
    );

    expect(await get('put', 'Archive')).toStrictEqual(order('put'));
    expect(await get('deleted')).toBeUndefined();
    expect(await get('updated')).toStrictEqual(order('updated', 1, { total: { N: '5' } }));
    expect(await get('checked')).toStrictEqual(order('checked'));
  });

  it('keeps indexes with their items', async () => {
    const byStatus = (status: string) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byStatus',
          KeyConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':s': { S: status } },
        }),
      );
    await write(
      put(order('indexed', 1, { status: { S: 'fresh' } })),
      put(order('other', 1, { status: { S: 'fresh' } })),
    );
    await write(put(order('indexed', 1, { status: { S: 'sold' } })), { Delete: { TableName, Key: key('other') } });

    expect((await byStatus('fresh')).Items).toStrictEqual([]);
    expect((await byStatus('sold')).Items).toStrictEqual([order('indexed', 1, { status: { S: 'sold' } })]);
  });

  it('stores nothing when a condition fails, and says of each action what it was', async () => {
    await write(put(order('taken', 1, { note: { S: 'first' } })));
    const error = await failure(
      write(
        put(order('untaken')),
        put(order('taken'), { ...unlessThere, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        { ConditionCheck: { TableName, Key: key('missing'), ConditionExpression: 'attribute_exists(customer)' } },
      ),
    );

    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error?.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
    );
    expect(error?.CancellationReasons).toStrictEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: order('taken', 1, { note: { S: 'first' } }),
      },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ]);
    expect(error?.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 1 });
    expect(await get('untaken')).toBeUndefined();
  });

  it.each<{ name: string; item: TransactWriteItem; message: string }>([
    {
      name: 'a key that is not the table’s',
      item: { Delete: { TableName, Key: { customer: { S: 'x' } } } },
      message: 'The provided key element does not match the schema',
    },
    {
      name: 'an operand of the wrong type',
      item: {
        Update: {
          TableName,
          Key: key('typed'),
          UpdateExpression: 'SET hits = note + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      message: 'An operand in the update expression has an incorrect data type',
    },
  ])('is cancelled by $name', async ({ item, message }) => {
    await write(put(order('typed', 1, { note: { S: 'text' } })));
    const error = await failure(write(put(order('beside')), item));

    expect(error?.CancellationReasons).toStrictEqual([{ Code: 'None' }, { Code: 'ValidationError', Message: message }]);
    expect(await get('beside')).toBeUndefined();
  });

  const check = { TableName, Key: key('x') };
  it.each<{ name: string; items: TransactWriteItem[]; message: string }>([
    { name: 'no action', items: [], message: 'Member must have length greater than or equal to 1' },
    {
      name: '101 actions',
      items: Array.from({ length: 101 }, (_, placed) => put(order('many', placed))),
      message: "at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100",
    },
    {
      name: 'two actions on one item',
      items: [put(order('twice')), { Delete: { TableName, Key: key('twice') } }],
      message: 'Transaction request cannot include multiple operations on one item',
    },
    {
      name: 'two kinds in one action',
      items: [{ ...put(order('both')), Delete: { TableName, Key: key('both') } }],
      message: 'TransactItems can only contain one of Check, Put, Update or Delete',
    },
    {
      name: 'no kind',
      items: [{}],
      message: 'TransactItems can only contain one of Check, Put, Update or Delete',
    },
    {
      name: 'a check of nothing',
      items: [{ ConditionCheck: check as never }],
      message: "Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed",
    },
    {
      name: 'an update of nothing',
      items: [put(order('first')), { Update: check as never }],
      message: "Value null at 'transactItems.2.member.update.updateExpression' failed",
    },
    {
      name: 'no table',
      items: [put(order('first')), { Delete: { Key: key('x') } as never }],
      message: "Value null at 'transactItems.2.member.delete.tableName' failed",
    },
    {
      name: 'a bad expression',
      items: [put(order('first'), { ConditionExpression: 'not an expression' })],
      message: 'Invalid ConditionExpression: Syntax error',
    },
    {
      name: 'what the local database lacks',
      items: [put(order('first'), { ReturnValuesOnConditionCheckFailure: 'SOME' })],
      message: 'this value of ReturnValuesOnConditionCheckFailure',
    },
    {
      name: 'comparison of maps',
      items: [put(order('first'), { ConditionExpression: 'a = :m', ExpressionAttributeValues: { ':m': { M: {} } } })],
      message: 'compare maps or lists',
    },
    {
      name: 'more than 4 MB',
      items: Array.from({ length: 11 }, (_, placed) => put(order('big', placed, { text: { S: 'x'.repeat(390_000) } }))),
      message: 'Split the transaction',
    },
  ])('refuses $name', async ({ items, message }) => {
    const error = await failure(write(...items));

    expect(error?.name).toBe('ValidationException');
    expect(error?.message).toContain(message);
    expect(await get('first')).toBeUndefined();
  });

  it('of a table that is not declared is refused as a whole', async () => {
    const error = await failure(write(put(order('whole')), { Put: { TableName: 'Others', Item: order('x') } }));

    expect(error?.name).toBe('ResourceNotFoundException');
    expect(await get('whole')).toBeUndefined();
  });
});

describe('a client request token', () => {
  const add = (ClientRequestToken: string, by = '1') =>
    client.send(
      new TransactWriteItemsCommand({
        ClientRequestToken,
        TransactItems: [
          {
            Update: {
              TableName,
              Key: key(ClientRequestToken),
              UpdateExpression: 'ADD hits :by',
              ExpressionAttributeValues: { ':by': { N: by } },
            },
          },
        ],
      }),
    );
  const hits = async (token: string) => (await get(token))?.['hits']?.N;

  it('stores once, however often and whenever it comes', async () => {
    await Promise.all([add('once'), add('once'), add('once')]);
    clock.advance(10 * 60_000 - 1000);
    await add('once');

    expect(await hits('once')).toBe('1');
  });

  it('is forgotten after ten minutes', async () => {
    await add('old');
    clock.advance(10 * 60_000 + 1);
    await add('old');

    expect(await hits('old')).toBe('2');
  });

  it('with other content is refused', async () => {
    await add('other');

    await expect(add('other', '2')).rejects.toBeInstanceOf(IdempotentParameterMismatchException);
    expect(await hits('other')).toBe('1');
  });

  it('of a transaction that was cancelled may come again', async () => {
    const insert = () =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'again',
          TransactItems: [put(order('again'), unlessThere)],
        }),
      );
    await write(put(order('again')));
    await expect(insert()).rejects.toBeInstanceOf(TransactionCanceledException);
    await write({ Delete: { TableName, Key: key('again') } });
    await insert();

    expect(await get('again')).toBeDefined();
  });

  it('is at most 36 characters long', async () => {
    await expect(add('x'.repeat(37))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('TransactGetItems', () => {
  const read = (...keys: ReturnType<typeof key>[]) =>
    client.send(new TransactGetItemsCommand({ TransactItems: keys.map((Key) => ({ Get: { TableName, Key } })) }));

  it('answers in order, with nothing for what is not there', async () => {
    await write(put(order('one')), put(order('two', 1, { note: { S: 'n' } })));

    expect((await read(key('two'), key('none'), key('one'))).Responses).toStrictEqual([
      { Item: order('two', 1, { note: { S: 'n' } }) },
      {},
      { Item: order('one') },
    ]);
  });

  it('projects', async () => {
    const Get = { TableName, Key: key('two'), ProjectionExpression: '#n', ExpressionAttributeNames: { '#n': 'note' } };
    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: [{ Get }] }));

    expect(Responses).toStrictEqual([{ Item: { note: { S: 'n' } } }]);
  });

  it('refuses one item twice', async () => {
    await expect(read(key('one'), key('one'))).rejects.toMatchObject({
      message: 'Transaction request cannot include multiple operations on one item',
    });
  });

  it('is cancelled by a key that is not the table’s', async () => {
    const error = await failure(read(key('one'), { customer: { S: 'x' } } as never));

    expect(error?.CancellationReasons).toStrictEqual([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
    ]);
  });
});

describe('a failed condition of one write', () => {
  const wanted = {
    TableName,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ConditionExpression: 'note = :n',
  } as const;
  const values = { ExpressionAttributeValues: { ':n': { S: 'other' } } };
  const there = order('conditional', 1, { note: { S: 'mine' } });
  const writes = [
    { name: 'PutItem', command: (id: string) => new PutItemCommand({ ...wanted, ...values, Item: order(id) }) },
    { name: 'DeleteItem', command: (id: string) => new DeleteItemCommand({ ...wanted, ...values, Key: key(id) }) },
    {
      name: 'UpdateItem',
      command: (id: string) =>
        new UpdateItemCommand({ ...wanted, ...values, Key: key(id), UpdateExpression: 'REMOVE note' }),
    },
  ];

  it.each(writes)('of $name answers with the item', async ({ command }) => {
    await write(put(there));
    const error = await client.send(command('conditional') as PutItemCommand).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item).toStrictEqual(there);
    expect(await get('conditional')).toStrictEqual(there);
  });

  it.each(writes)('of $name has no item where there is none', async ({ command }) => {
    const error = await client.send(command('nobody') as PutItemCommand).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item).toBeUndefined();
  });

  it('has no item when none is asked for', async () => {
    const put = { TableName, Item: order('conditional'), ...unlessThere };
    const error = await client.send(new PutItemCommand(put)).catch((caught: unknown) => caught);

    expect((error as ConditionalCheckFailedException).Item).toBeUndefined();
  });
});

describe('time to live', () => {
  const describeTtl = async (table: string) =>
    (await client.send(new DescribeTimeToLiveCommand({ TableName: table }))).TimeToLiveDescription;
  const update = (table: string, AttributeName: string, Enabled: boolean) =>
    client.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: { AttributeName, Enabled } }));

  it('is at first what the template says', async () => {
    expect(await describeTtl('Archive')).toStrictEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    expect(await describeTtl('Orders')).toStrictEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  it.each([
    { name: 'enabled twice', args: ['Archive', 'until', true], message: 'TimeToLive is already enabled' },
    {
      name: 'enabled on another attribute',
      args: ['Archive', 'x', true],
      message: 'TimeToLive is active on a different AttributeName: current AttributeName is until',
    },
    { name: 'disabled twice', args: ['Orders', 'until', false], message: 'TimeToLive is already disabled' },
    { name: 'without a name', args: ['Orders', '', true], message: 'Member must have length greater than' },
  ] as const)('is not $name', async ({ args: [table, attribute, enabled], message }) => {
    await expect(update(table, attribute, enabled)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('is changed once an hour, and deletes nothing', async () => {
    await write(put(order('expired', 1, { until: { N: '1' } })));
    const { TimeToLiveSpecification } = await update('Orders', 'until', true);

    expect(TimeToLiveSpecification).toStrictEqual({ AttributeName: 'until', Enabled: true });
    expect(await describeTtl('Orders')).toStrictEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await expect(update('Orders', 'until', false)).rejects.toMatchObject({
      message: expect.stringMatching('interval'),
    });
    clock.advance(3_600_000);
    await update('Orders', 'until', false);
    expect(await describeTtl('Orders')).toStrictEqual({ TimeToLiveStatus: 'DISABLED' });
    expect(await get('expired')).toBeDefined();
  });

  it('of a table that is not there is not found', async () => {
    await expect(describeTtl('Others')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

it('TransactGetItems never sees half of a transaction', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'transactions-'));
  const engine = await openEngine(new Map([['Orders', aTable()]]), dataDirectory);
  await provisionTables(engine, [aTable()]);
  const names = Array.from({ length: 40 }, (_, at) => `part ${at}`);
  const set = (n: number) =>
    names.map((name) => ({
      kind: 'Put' as const,
      parameters: { TableName, Item: order(name, 1, { n: { N: String(n) } }) },
    }));
  const gets = names.map((name) => ({ kind: 'Get' as const, parameters: { TableName, Key: key(name) } }));
  await engine.transactWrite(set(0));
  for (let round = 1; round <= 120; round += 1) {
    const writing = engine.transactWrite(set(round));
    // So many turns into the transaction.
    for (let turn = round % 40; turn > 0; turn -= 1) await new Promise((resolve) => setImmediate(resolve));
    const read = JSON.stringify(await engine.transactGet(gets));
    await writing;

    expect(new Set(read.match(/"n":\{"N":"\d+"\}/g)).size).toBe(1);
  }
  await engine.close();
  await rm(dataDirectory, { recursive: true });
});

it('what a transaction stored is there after a restart', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'transactions-'));
  const first = await start({ dataDirectory });
  const TransactItems = [put(order('kept')), put(order('kept-too'))];
  await connect(first).send(new TransactWriteItemsCommand({ TransactItems }));
  await stop(first);
  const second = await start({ dataDirectory });
  const { Item } = await connect(second).send(new GetItemCommand({ TableName, Key: key('kept-too') }));

  expect(Item).toStrictEqual(order('kept-too'));
  await stop(second);
  await rm(dataDirectory, { recursive: true });
});
