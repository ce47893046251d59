import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../../src/iam/index.ts';
import { connect, owner, start, stopAll } from '../support.ts';
import { outcomeOf, type Request, send } from './send.ts';
import { conditionsOf, keyedBy, putsOf } from './shapes.ts';
import { bytes, tab } from './tables.ts';

const statement = (effect: 'Allow' | 'Deny', resource: string) => ({
  effect,
  action: { negated: false, patterns: ['*'] },
  resource: { negated: false, patterns: [resource] },
});
/** May use one of two tables. */
const limited: Caller = {
  ...owner,
  accessKeyId: 'AKIDLIMITED',
  permissions: { statements: [statement('Allow', `${tab.arn}*`)] },
};
const denied: Caller = {
  ...owner,
  accessKeyId: 'AKIDDENIED',
  permissions: { statements: [statement('Allow', '*'), statement('Deny', tab.arn)] },
};

let client: DynamoDBClient;
let asLimited: DynamoDBClient;
let asDenied: DynamoDBClient;
beforeAll(async () => {
  const callers = new Map([owner, limited, denied].map((caller) => [caller.accessKeyId, caller]));
  const database = await start({ tables: [tab, bytes], findCaller: (id) => callers.get(id) });
  client = connect(database);
  asLimited = connect(database, limited);
  asDenied = connect(database, denied);
});
afterAll(stopAll);

const key = { pk: { S: 'arn' }, sk: { S: 'a' } };
const query = (TableName: string): Request => ({
  operation: 'Query',
  input: {
    TableName,
    IndexName: 'gs1',
    KeyConditionExpression: 'gpk = :g',
    ExpressionAttributeValues: { ':g': { S: 'x' } },
  },
});
const every = (table: string) => [
  ...putsOf(table, key),
  ...keyedBy(table, key),
  { name: 'Query', ...query(table) },
  { name: 'Scan', operation: 'Scan' as const, input: { TableName: table } },
  { name: 'DescribeTable', operation: 'DescribeTable' as const, input: { TableName: table } },
  { name: 'DescribeTimeToLive', operation: 'DescribeTimeToLive' as const, input: { TableName: table } },
];

describe('the ARN of a table', () => {
  it.each(every(tab.arn))('is taken as its name: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe('accepted');
  });

  it.each(every(tab.arn))('needs the permissions of the table: $name', async (shape) => {
    expect(await outcomeOf(asLimited, shape)).toBe('accepted');
    expect(await outcomeOf(asDenied, shape).then((outcome) => /^AccessDenied|accepted/.test(outcome))).toBe(true);
    if (shape.name !== 'Query')
      expect(await outcomeOf(asDenied, shape)).toMatch(/^AccessDeniedException: .*table\/Tab /);
  });

  it.each(every(bytes.arn))('of another table gives no access: $name', async (shape) => {
    expect(await outcomeOf(asLimited, shape)).toMatch(/^AccessDeniedException: .*table\/Bytes[ /]/);
  });

  it('is what a batch answers with, where it was asked by', async () => {
    await send(client, { operation: 'PutItem', input: { TableName: 'Tab', Item: key } });
    const ask = (name: string) =>
      send(client, { operation: 'BatchGetItem', input: { RequestItems: { [name]: { Keys: [key] } } } });

    expect((await ask(tab.arn))['Responses']).toStrictEqual({ [tab.arn]: [key] });
    expect((await ask('Tab'))['Responses']).toStrictEqual({ Tab: [key] });
  });

  it.each([
    { name: 'of another account', arn: tab.arn.replace('123456789012', '210987654321') },
    { name: 'of another Region', arn: tab.arn.replace('eu-central-1', 'us-east-1') },
    { name: 'of another partition', arn: tab.arn.replace('arn:aws:', 'arn:aws-cn:') },
  ])('$name is refused by name', async ({ arn }) => {
    for (const shape of every(arn)) {
      expect(await outcomeOf(client, shape)).toMatch(
        /^ValidationException: The local database has no table .*Allowed: tables of account 123456789012 in eu-central-1/,
      );
    }
  });

  it.each([
    { name: 'an index', arn: `${tab.arn}/index/gs1` },
    { name: 'another service', arn: 'arn:aws:s3:::Tab' },
    { name: 'nothing', arn: tab.arn.replace('Tab', '') },
  ])('must be one of a table, not $name', async ({ arn }) => {
    const [put] = putsOf(arn, key);

    expect(await outcomeOf(client, put!)).toMatch(/^ValidationException: /);
  });

  it('and the name together are one table twice in a batch', async () => {
    const RequestItems = { Tab: { Keys: [key] }, [tab.arn]: { Keys: [key] } };

    expect(await outcomeOf(client, { operation: 'BatchGetItem', input: { RequestItems } })).toMatch(
      /^ValidationException: Provided list of table names contains duplicates/,
    );
  });

  it.each(conditionsOf('attribute_not_exists(a)'))(
    'names one item in a transaction: $name',
    async ({ operation, input }) => {
      if (operation !== 'TransactWriteItems') return;
      const { TransactItems } = input as { TransactItems: object[] };
      const Key = { pk: { S: 'condition' }, sk: { S: 'a' } };
      const twice = { TransactItems: [...TransactItems, { Delete: { TableName: tab.arn, Key } }] };

      expect(await outcomeOf(client, { operation, input: twice })).toBe(
        'ValidationException: Transaction request cannot include multiple operations on one item',
      );
    },
  );
});
