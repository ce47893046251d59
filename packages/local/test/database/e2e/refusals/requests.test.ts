import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, start, stopAll } from '../support.ts';
import { invalid, outcomeOf, type Request, send } from './send.ts';
import { keyedBy, putsOf } from './shapes.ts';
import { bytes, tab } from './tables.ts';

let client: DynamoDBClient;
const second = { ...tab, tableName: 'Second', logicalId: 'Second', arn: tab.arn.replace('Tab', 'Second') };
beforeAll(async () => {
  client = connect(await start({ tables: [tab, second, bytes] }));
});
afterAll(stopAll);

const key = (sk: number | string) => ({ pk: { S: 'request' }, sk: { S: String(sk) } });
const keys = (count: number) => Array.from({ length: count }, (_, at) => key(at));
const puts = (count: number) => keys(count).map((Item) => ({ PutRequest: { Item } }));
const ofBatch = (operation: Request['operation'], RequestItems: object): Request => ({
  operation,
  input: { RequestItems },
});

describe('a batch', () => {
  it.each([
    {
      name: '26 writes of one table',
      request: ofBatch('BatchWriteItem', { Tab: puts(26) }),
      message: 'Member must have length less than or equal to 25',
    },
    {
      name: '26 writes of two tables',
      request: ofBatch('BatchWriteItem', { Tab: puts(13), Second: puts(13) }),
      message: 'Too many items requested for the BatchWriteItem call',
    },
    {
      name: '101 keys of one table',
      request: ofBatch('BatchGetItem', { Tab: { Keys: keys(101) } }),
      message: 'Member must have length less than or equal to 100',
    },
    {
      name: '101 keys of two tables',
      request: ofBatch('BatchGetItem', { Tab: { Keys: keys(51) }, Second: { Keys: keys(50) } }),
      message: 'Too many items requested for the BatchGetItem call',
    },
    {
      name: 'no key',
      request: ofBatch('BatchGetItem', { Tab: { Keys: [] } }),
      message: 'Member must have length greater than or equal to 1',
    },
    {
      name: 'no write',
      request: ofBatch('BatchWriteItem', { Tab: [] }),
      message: 'Member must have length greater than or equal to 1',
    },
    {
      name: 'no table to read',
      request: ofBatch('BatchGetItem', {}),
      message: 'Member must have length greater than or equal to 1',
    },
    {
      name: 'no table to write',
      request: ofBatch('BatchWriteItem', {}),
      message: 'Member must have length greater than or equal to 1',
    },
    {
      name: 'a key twice',
      request: ofBatch('BatchGetItem', { Tab: { Keys: [key(1), { sk: key(1).sk, pk: key(1).pk }] } }),
      message: 'Provided list of item keys contains duplicates',
    },
    {
      name: 'two puts of one item',
      request: ofBatch('BatchWriteItem', { Tab: [...puts(1), { PutRequest: { Item: { ...key(0), n: { N: '1' } } } }] }),
      message: 'Provided list of item keys contains duplicates',
    },
    {
      name: 'a put and a deletion of one item',
      request: ofBatch('BatchWriteItem', { Tab: [...puts(1), { DeleteRequest: { Key: key(0) } }] }),
      message: 'Provided list of item keys contains duplicates',
    },
  ])('of $name is refused', async ({ request, message }) => {
    expect(await outcomeOf(client, request)).toContain('ValidationException: ');
    expect(await outcomeOf(client, request)).toContain(message);
  });

  it.each([
    { name: '25 writes of two tables', request: ofBatch('BatchWriteItem', { Tab: puts(12), Second: puts(13) }) },
    {
      name: '100 keys of two tables',
      request: ofBatch('BatchGetItem', { Tab: { Keys: keys(50) }, Second: { Keys: keys(50) } }),
    },
    {
      name: 'one key in two tables',
      request: ofBatch('BatchGetItem', { Tab: { Keys: keys(1) }, Second: { Keys: keys(1) } }),
    },
  ])('of $name is taken', async ({ request }) => {
    expect(await outcomeOf(client, request)).toBe('accepted');
  });

  it('stores nothing when one of its writes is refused', async () => {
    const RequestItems = {
      Second: [{ PutRequest: { Item: key('whole') } }],
      Tab: [{ PutRequest: { Item: { ...key('x'), gpk: { S: '' } } } }],
    };

    expect(await outcomeOf(client, ofBatch('BatchWriteItem', RequestItems))).toContain('IndexKey: gpk');
    const { Item } = await send(client, { operation: 'GetItem', input: { TableName: 'Second', Key: key('whole') } });
    expect(Item).toBeUndefined();
  });
});

describe('ReturnValues', () => {
  const requests: Readonly<Record<string, object>> = {
    PutItem: { TableName: 'Tab', Item: key('returned') },
    DeleteItem: { TableName: 'Tab', Key: key('returned') },
    UpdateItem: { TableName: 'Tab', Key: key('returned'), UpdateExpression: 'REMOVE x' },
  };
  const rows = Object.entries(requests).flatMap(([operation, input]) =>
    ['ALL_OLD', 'NONE', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'SOME'].map((ReturnValues) => ({
      operation: operation as Request['operation'],
      input: { ...input, ReturnValues },
      ReturnValues,
    })),
  );
  it.each(rows)('$ReturnValues of $operation', async ({ operation, input, ReturnValues }) => {
    const known =
      "1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]";
    const isOfAll = operation === 'UpdateItem' || ReturnValues === 'ALL_OLD' || ReturnValues === 'NONE';
    const refused = isOfAll ? 'accepted' : invalid('ReturnValues can only be ALL_OLD or NONE');

    expect(await outcomeOf(client, { operation, input })).toBe(ReturnValues === 'SOME' ? invalid(known) : refused);
  });
});

describe('a table that is not there', () => {
  const Key = key('x');
  const condition = { ConditionExpression: 'attribute_exists(pk)' };
  const notFound = 'ResourceNotFoundException: Requested resource not found';
  it.each([
    ...putsOf('Missing', Key),
    ...keyedBy('Missing', Key),
    { name: 'Scan', operation: 'Scan' as const, input: { TableName: 'Missing' } },
    {
      name: 'Query',
      operation: 'Query' as const,
      input: {
        TableName: 'Missing',
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'x' } },
      },
    },
    { name: 'a condition', operation: 'PutItem' as const, input: { TableName: 'Missing', Item: Key, ...condition } },
    {
      name: 'a condition check beside others',
      operation: 'TransactWriteItems' as const,
      input: {
        TransactItems: [
          { Put: { TableName: 'Tab', Item: Key } },
          { ConditionCheck: { TableName: 'Missing', Key, ...condition } },
        ],
      },
    },
    {
      name: 'a batch beside another',
      operation: 'BatchGetItem' as const,
      input: { RequestItems: { Tab: { Keys: [Key] }, Missing: { Keys: [Key] } } },
    },
  ])('is not found: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(notFound);
  });

  it.each(['DescribeTable', 'DescribeTimeToLive'] as const)('is named by %s', async (operation) => {
    expect(await outcomeOf(client, { operation, input: { TableName: 'Missing' } })).toBe(
      `${notFound}: Table: Missing not found`,
    );
  });

  it.each([
    {
      name: 'a bad condition',
      request: { operation: 'PutItem', input: { TableName: 'Missing', Item: Key, ConditionExpression: 'status = :v' } },
    },
    {
      name: 'a bad value',
      request: { operation: 'GetItem', input: { TableName: 'Missing', Key: { pk: { N: 'x' } } } },
    },
    {
      name: 'bad return values',
      request: { operation: 'DeleteItem', input: { TableName: 'Missing', Key, ReturnValues: 'ALL_NEW' } },
    },
    {
      name: 'a bad selection',
      request: { operation: 'Scan', input: { TableName: 'Missing', Select: 'SPECIFIC_ATTRIBUTES' } },
    },
  ] satisfies { name: string; request: Request }[])('is looked for after $name was refused', async ({ request }) => {
    expect(await outcomeOf(client, request)).toContain('ValidationException: ');
  });
});

describe('a key that is not the table’s', () => {
  const mismatch = 'The provided key element does not match the schema';
  const keysOf = [
    { rule: 'of another type', wrong: { pk: { N: '1' }, sk: { S: 'a' } } },
    { rule: 'without the sort key', wrong: { pk: { S: 'a' } } },
    { rule: 'with one attribute too many', wrong: { ...key('a'), x: { S: 'x' } } },
    { rule: 'that is no scalar', wrong: { pk: { L: [{ S: 'a' }] }, sk: { S: 'a' } } },
  ];
  it.each(
    keysOf.flatMap(({ rule, wrong }) => keyedBy('Tab', wrong).map((shape) => ({ rule, shape, name: shape.name }))),
  )('$rule is refused: $name', async ({ shape }) => {
    expect(await outcomeOf(client, shape)).toMatch(new RegExp(`ValidationE.*: ${mismatch}$`));
  });
});
