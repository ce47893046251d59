import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/database/database.ts';
import type { Table } from '../../../src/model/index.ts';
import { aTable } from '../unit/tables.ts';
import { key, order, TableName } from './items.ts';
import { connect, post, start, stop, stopAll } from './support.ts';

let directory: string;
let database: Database;
let client: DynamoDBClient;

const put = (to: DynamoDBClient, Item: ReturnType<typeof order>) => to.send(new PutItemCommand({ TableName, Item }));
const get = async (from: DynamoDBClient, Key: ReturnType<typeof key>) =>
  (await from.send(new GetItemCommand({ TableName, Key }))).Item;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'database-'));
  database = await start();
  client = connect(database);
});

afterAll(async () => {
  await stopAll();
  await rm(directory, { recursive: true });
});

describe('items', () => {
  it('are put once under a condition', async () => {
    const command = new PutItemCommand({
      TableName,
      Item: order('conditional'),
      ConditionExpression: 'attribute_not_exists(customer)',
      ReturnValuesOnConditionCheckFailure: 'NONE',
      ReturnConsumedCapacity: 'NONE',
    });
    await client.send(command);

    await expect(client.send(command)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });

  it('are changed by update expressions', async () => {
    await put(client, order('updated', 1, { tags: { L: [{ S: 'a' }] }, gone: { S: 'x' } }));
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('updated'),
        UpdateExpression:
          'SET #total = if_not_exists(#total, :zero) + :five, tags = list_append(tags, :more) REMOVE gone ADD visits :one',
        ExpressionAttributeNames: { '#total': 'total' },
        ExpressionAttributeValues: {
          ':zero': { N: '0' },
          ':five': { N: '5' },
          ':one': { N: '1' },
          ':more': { L: [{ S: 'b' }] },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );

    expect(Attributes).toStrictEqual(
      order('updated', 1, { total: { N: '5' }, tags: { L: [{ S: 'a' }, { S: 'b' }] }, visits: { N: '1' } }),
    );
  });

  it('are deleted, and handed back', async () => {
    await put(client, order('deleted'));
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName, Key: key('deleted'), ReturnValues: 'ALL_OLD' }),
    );

    expect(Attributes).toStrictEqual(order('deleted'));
    expect(await get(client, key('deleted'))).toBeUndefined();
  });

  it('are written and read in batches', async () => {
    const PutRequest = { Item: order('batch') };
    await client.send(new BatchWriteItemCommand({ RequestItems: { Orders: [{ PutRequest }] } }));
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { Orders: { Keys: [key('batch')], ProjectionExpression: 'placed' } } }),
    );

    expect(Responses?.['Orders']).toStrictEqual([{ placed: { N: '1' } }]);
  });

  it('count right when many add at once', async () => {
    const add = new UpdateItemCommand({
      TableName,
      Key: key('counted'),
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await Promise.all(Array.from({ length: 40 }, () => client.send(add)));

    expect((await get(client, key('counted')))?.['hits']).toStrictEqual({ N: '40' });
  });
});

describe('queries', () => {
  const values = { ':s': { S: 'open' } };
  const byStatus = { TableName, IndexName: 'byStatus', KeyConditionExpression: '#s = :s' };
  const names = { '#s': 'status' };

  beforeAll(async () => {
    for (let placed = 1; placed <= 7; placed += 1) {
      await put(client, order('paged', placed, { status: { S: 'open' }, total: { N: '9' }, note: { S: 'n' } }));
    }
  });

  it.each([
    { name: 'forward', ScanIndexForward: true, expected: [1, 2, 3, 4, 5, 6, 7] },
    { name: 'backward', ScanIndexForward: false, expected: [7, 6, 5, 4, 3, 2, 1] },
  ])('page through an index $name', async ({ ScanIndexForward, expected }) => {
    const seen: number[] = [];
    let ExclusiveStartKey: Record<string, never> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...byStatus,
          ScanIndexForward,
          Limit: 3,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: values,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );
      seen.push(...(page.Items ?? []).map((item) => Number(item['placed']?.N)));
      ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
    } while (ExclusiveStartKey !== undefined);

    expect(seen).toStrictEqual(expected);
  });

  it('page through a table', async () => {
    const query = {
      TableName,
      KeyConditionExpression: 'customer = :c',
      ExpressionAttributeValues: { ':c': { S: 'paged' } },
    };
    const first = await client.send(new QueryCommand({ ...query, Limit: 5 }));
    const ExclusiveStartKey = first.LastEvaluatedKey!;
    const second = await client.send(new QueryCommand({ ...query, Limit: 5, ExclusiveStartKey }));

    expect(ExclusiveStartKey).toStrictEqual(key('paged', 5));
    expect(second.Items).toHaveLength(2);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('see of an index what it projects', async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        ...byStatus,
        IndexName: 'keysByStatus',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      }),
    );

    expect(Items).toHaveLength(7);
    for (const item of Items) expect(Object.keys(item).sort()).toStrictEqual(['customer', 'placed', 'status', 'total']);
  });

  it('filter in a scan', async () => {
    const { Items, ScannedCount } = await client.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'customer = :c AND placed BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':c': { S: 'paged' }, ':from': { N: '2' }, ':to': { N: '4' } },
      }),
    );

    expect(Items?.map((item) => item['placed']?.N)).toStrictEqual(['2', '3', '4']);
    expect(ScannedCount).toBeGreaterThan(7);
  });
});

describe('refuses by name, as an exception that is not retried', () => {
  const Put = { TableName, Item: order('refused') };
  const update = { TableName, Key: key('refused') };
  it.each<{ name: string; send: () => Promise<unknown>; named: string }>([
    {
      name: 'PartiQL',
      send: () => client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM Orders' })),
      named: 'ExecuteStatement',
    },
    {
      name: 'consumed capacity',
      send: () => client.send(new PutItemCommand({ ...Put, ReturnConsumedCapacity: 'TOTAL' })),
      named: 'ReturnConsumedCapacity',
    },
    {
      name: 'new tables',
      send: () => client.send(new CreateTableCommand({ TableName: 'Other', KeySchema: [], AttributeDefinitions: [] })),
      named: 'CreateTable',
    },
    {
      name: 'legacy parameters',
      send: () => client.send(new PutItemCommand({ ...Put, Expected: { customer: { Exists: false } } })),
      named: 'Use ConditionExpression instead',
    },
    {
      name: 'comparison of maps',
      send: () =>
        client.send(
          new PutItemCommand({
            ...Put,
            ConditionExpression: 'attribute_exists(a) OR NOT (a <> :m)',
            ExpressionAttributeValues: { ':m': { M: {} } },
          }),
        ),
      named: 'compare maps or lists',
    },
    {
      name: 'removal of two list elements',
      send: () => client.send(new UpdateItemCommand({ ...update, UpdateExpression: 'REMOVE tags[0], tags[1]' })),
      named: 'one list element at a time',
    },
  ])('$name', async ({ send, named }) => {
    const error = (await send().catch((caught: unknown) => caught)) as Error & { $metadata: object };

    expect(error.name).toBe('ValidationException');
    expect(error.message).toContain(named);
    expect(error.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 1 });
    expect(await get(client, key('refused'))).toBeUndefined();
  });

  it('but removes one list element, and sets a map', async () => {
    await put(client, order('allowed', 1, { tags: { L: [{ S: 'a' }, { S: 'b' }] } }));
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('allowed'),
        UpdateExpression: 'SET place = :m REMOVE tags[0]',
        ExpressionAttributeValues: { ':m': { M: { city: { S: 'Ulm' } } } },
        ReturnValues: 'UPDATED_NEW',
      }),
    );

    expect(Attributes?.['place']).toStrictEqual({ M: { city: { S: 'Ulm' } } });
    expect((await get(client, key('allowed')))?.['tags']).toStrictEqual({ L: [{ S: 'b' }] });
  });
});

describe('the wire', () => {
  it.each([
    { name: 'no JSON', body: '{', type: /#SerializationException$/ },
    { name: 'no object', body: 'null', type: /#SerializationException$/ },
    {
      name: 'null for a structure',
      body: '{"TableName":"Orders","Key":{"customer":null}}',
      type: /#SerializationException$/,
    },
    { name: 'a wrong type', body: '{"TableName":"Orders","Key":7}', type: /#SerializationException$/ },
    { name: 'no key', body: '{"TableName":"Orders","Key":{}}', type: /#ValidationException$/ },
    { name: 'a bad table name', body: '{"TableName":"?","Key":{}}', type: /#ValidationException$/ },
  ])('$name is a 400', async ({ body, type }) => {
    const answer = await post(database, { body });

    expect(answer.status).toBe(400);
    expect(answer.body.__type).toMatch(type);
  });

  it.each([
    { name: 'no signature', changes: { authorization: '' }, type: /#MissingAuthenticationTokenException$/ },
    { name: 'a token', changes: { authorization: 'Bearer x' }, type: /#IncompleteSignatureException$/ },
    { name: 'a form', changes: { 'content-type': 'text/plain' }, type: /#ValidationException$/ },
    {
      name: 'another service',
      changes: { 'x-amz-target': 'Kinesis_20131202.GetRecords' },
      type: /#ValidationException$/,
    },
  ])('$name is a 400', async ({ changes, type }) => {
    const answer = await post(database, { changes });

    expect(answer).toMatchObject({ status: 400, body: { __type: expect.stringMatching(type) } });
  });

  it('more than 16 MB is a 413', async () => {
    expect((await post(database, { body: ' '.repeat(16 * 1024 * 1024 + 1) })).status).toBe(413);
  });
});

describe('tables', () => {
  it('are described with the names of the model', async () => {
    const { Table: described } = await client.send(new DescribeTableCommand({ TableName }));

    expect(described).toMatchObject({
      TableArn: aTable().arn,
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    });
  });

  it('that the model does not declare do not exist', async () => {
    const command = new GetItemCommand({ TableName: 'Others', Key: key('x') });

    await expect(client.send(command)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('with a definition that DynamoDB refuses stop the start, all at once', async () => {
    const keySchema = [{ name: 'missing', type: 'HASH' as const }];
    const tables = [aTable({ keySchema }), aTable({ tableName: 'Two', logicalId: 'TwoTable', keySchema })];

    await expect(start({ tables })).rejects.toThrow(/Shop\/OrdersTable: .*missing.*\nShop\/TwoTable: /s);
  });
});

describe('a data directory', () => {
  const other: Table = aTable({ tableName: 'Archive', logicalId: 'ArchiveTable' });

  it('keeps items over a restart, and hides tables that are no longer declared', async () => {
    const dataDirectory = join(directory, 'kept');
    const first = await start({ dataDirectory, tables: [aTable(), other] });
    await put(connect(first), order('kept', 1, { status: { S: 'open' } }));
    await stop(first);
    const second = connect(await start({ dataDirectory }));

    expect(await get(second, key('kept'))).toStrictEqual(order('kept', 1, { status: { S: 'open' } }));
    expect((await second.send(new ListTablesCommand({}))).TableNames).toStrictEqual(['Orders']);
    const scan = new ScanCommand({ TableName: 'Archive' });
    await expect(second.send(scan)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is emptied by fresh', async () => {
    const dataDirectory = join(directory, 'fresh');
    const first = await start({ dataDirectory });
    await put(connect(first), order('old'));
    await stop(first);
    const second = connect(await start({ dataDirectory, fresh: true }));

    expect(await get(second, key('old'))).toBeUndefined();
    await put(second, order('new'));
    expect(await get(second, key('new'))).toBeDefined();
  });

  it('with other keys stops the start and says what to do', async () => {
    const dataDirectory = join(directory, 'changed');
    await stop(await start({ dataDirectory }));
    const changed = aTable({
      attributeDefinitions: [{ name: 'id', type: 'S' }],
      keySchema: [{ name: 'id', type: 'HASH' }],
      globalSecondaryIndexes: [],
    });

    await expect(start({ dataDirectory, tables: [changed] })).rejects.toThrow(/Shop\/OrdersTable: .*--fresh/s);
    await stop(await start({ dataDirectory, tables: [changed], fresh: true }));
  });

  it('with the same definition in another order starts', async () => {
    const dataDirectory = join(directory, 'reordered');
    await stop(await start({ dataDirectory }));
    const table = aTable();
    const reordered = {
      ...table,
      attributeDefinitions: table.attributeDefinitions.toReversed(),
      globalSecondaryIndexes: table.globalSecondaryIndexes.toReversed(),
    };

    await expect(start({ dataDirectory, tables: [reordered] })).resolves.toBeDefined();
  });

  it('in use is an error that names it', async () => {
    const dataDirectory = join(directory, 'shared');
    await start({ dataDirectory });

    await expect(start({ dataDirectory })).rejects.toThrow(dataDirectory);
  });
});

it('lives beside another without sharing anything', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await put(connect(one), order('mine'));

  expect(one.endpoint).not.toBe(two.endpoint);
  expect(await get(connect(two), key('mine'))).toBeUndefined();
});
