import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { operationTable } from '../../../src/database/allow-list.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Caller } from '../../../src/iam/index.ts';
import { key, order, TableName } from '../e2e/items.ts';
import { owner, post, start, stopAll } from '../e2e/support.ts';
import { aTable as ordersTable } from '../unit/tables.ts';

const nobody: Caller = { ...owner, accessKeyId: 'AKIDNOBODY', permissions: { statements: [] } };
let database: Database;
beforeAll(async () => {
  const callers = new Map([owner, nobody].map((caller) => [caller.accessKeyId, caller]));
  database = await start({ findCaller: (id) => callers.get(id) });
  await send('PutItem', { TableName, Item: order('there') }, owner);
});
afterAll(stopAll);

const send = (operation: string, parameters: object, as: Caller) =>
  post(database, {
    as,
    body: JSON.stringify(parameters),
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
  });

const aKey = fc.constantFrom<object>(key('there'), { customer: { S: 'there' } }, {});
const aTable = fc.oneof(
  { weight: 5, arbitrary: fc.constant<unknown>(TableName) },
  fc.constantFrom<unknown>(
    ordersTable().arn,
    '',
    'or',
    'Orders~',
    '__proto__',
    'constructor',
    [TableName],
    { S: TableName },
    null,
    7,
  ),
);
const aWrite = fc.record(
  { TableName: aTable, Key: aKey, Item: aKey, ConditionExpression: fc.constant('attribute_exists(a)') },
  { requiredKeys: [] },
);
const anEntry = fc.dictionary(
  fc.constantFrom('Put', 'Get', 'Delete', 'Update', 'ConditionCheck', 'x'),
  fc.oneof(aWrite, fc.constant(null)),
  { maxKeys: 2 },
);
const someParameters = fc.record(
  {
    TableName: aTable,
    Key: aKey,
    Item: aKey,
    IndexName: fc.constantFrom<unknown>('byStatus', '', null, 1),
    KeyConditionExpression: fc.constant('customer = :c'),
    ExpressionAttributeValues: fc.constant({ ':c': { S: 'there' } }),
    UpdateExpression: fc.constant('REMOVE x'),
    TimeToLiveSpecification: fc.constant({ AttributeName: 'x', Enabled: true }),
    RequestItems: fc.oneof(
      fc.dictionary(
        fc.constantFrom('Orders', ordersTable().arn, 'or', '__proto__'),
        fc.constantFrom<unknown>({ Keys: [key('there')] }, [{ DeleteRequest: { Key: key('there') } }], null),
      ),
      fc.constantFrom<unknown>(null, [], [{ Orders: [] }]),
    ),
    TransactItems: fc.oneof(fc.array(anEntry, { maxLength: 3 }), fc.constantFrom<unknown>(null, {}, 'x')),
  },
  { requiredKeys: [] },
);

/** Of each operation one request that would be answered to somebody who may. */
const goodRequests: Readonly<Record<string, object>> = {
  BatchGetItem: { RequestItems: { Orders: { Keys: [key('there')] } } },
  BatchWriteItem: { RequestItems: { Orders: [{ DeleteRequest: { Key: key('there') } }] } },
  DeleteItem: { TableName, Key: key('there') },
  DescribeTable: { TableName },
  DescribeTimeToLive: { TableName },
  GetItem: { TableName, Key: key('there') },
  ListTables: {},
  PutItem: { TableName, Item: order('there', 1, { x: { S: 'changed' } }) },
  Query: {
    TableName,
    KeyConditionExpression: 'customer = :c',
    ExpressionAttributeValues: { ':c': { S: 'there' } },
  },
  Scan: { TableName },
  TransactGetItems: { TransactItems: [{ Get: { TableName, Key: key('there') } }] },
  TransactWriteItems: { TransactItems: [{ Delete: { TableName, Key: key('there') } }] },
  UpdateItem: { TableName, Key: key('there'), UpdateExpression: 'SET x = customer' },
  UpdateTimeToLive: { TableName, TimeToLiveSpecification: { AttributeName: 'x', Enabled: true } },
};

/** Good, nearly good, or anything. */
const aRequest = fc.constantFrom(...Object.keys(operationTable)).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    parameters: fc.oneof(
      fc.constant(goodRequests[operation] ?? {}),
      someParameters.map((some) => ({ ...some, ...goodRequests[operation] })),
      someParameters.map((some) => ({ ...goodRequests[operation], ...some })),
      someParameters,
    ),
  }),
);

it('who may do nothing gets nothing, whatever is asked in whatever shape', async () => {
  await fc.assert(
    fc.asyncProperty(aRequest, async ({ operation, parameters }) => {
      const answer = await send(operation, parameters, nobody);

      expect({ operation, parameters, ...answer }).toMatchObject({
        status: 400,
        body: { __type: expect.stringMatching(/Exception$/) },
      });
      expect(JSON.stringify(answer.body)).not.toContain('"there"');
    }),
    { numRuns: 500 },
  );
  const { body } = await send('GetItem', { TableName, Key: key('there') }, owner);
  expect(body).toStrictEqual({ Item: order('there') });
});
