import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/database/database.ts';
import type { Caller, Permissions } from '../../../src/iam/index.ts';
import { createClock, type PolicyStatement } from '../../../src/model/index.ts';
import { aTable } from '../unit/tables.ts';
import { key, order, TableName } from './items.ts';
import { connect, owner, post, start, stopAll } from './support.ts';

const tableArn = (name: string) => `arn:aws:dynamodb:eu-central-1:123456789012:table/${name}`;
const select = (patterns: readonly string[], negated = false) => ({ negated, patterns });
const allow = (actions: readonly string[], resources: readonly string[] = [tableArn('Orders')]): PolicyStatement => ({
  effect: 'Allow',
  action: select(actions.map((action) => `dynamodb:${action}`)),
  resource: select(resources),
});
const deny = (actions: readonly string[], resources?: readonly string[]): PolicyStatement => ({
  ...allow(actions, resources),
  effect: 'Deny',
});

const userArn = 'arn:aws:sts::123456789012:assumed-role/Reader/reader';
const aCaller = (accessKeyId: string, permissions: Permissions): Caller => ({
  accessKeyId,
  secretAccessKey: `secret of ${accessKeyId}`,
  sessionToken: `token of ${accessKeyId}`,
  userArn,
  permissions,
});
const reader = aCaller('ASIAREADER', { statements: [allow(['GetItem'])] });

const callers = new Map<string, Caller>([owner, reader].map((each) => [each.accessKeyId, each]));
const clock = createClock();
let database: Database;

beforeAll(async () => {
  const tables = [aTable(), aTable({ tableName: 'Archive', logicalId: 'ArchiveTable' })];
  database = await start({ tables, clock, findCaller: (id) => callers.get(id) });
  await connect(database).send(new PutItemCommand({ TableName, Item: order('there') }));
});
afterAll(stopAll);

let count = 0;
/** A client whose caller has these policies. */
function clientWith(permissions: Permissions): DynamoDBClient {
  count += 1;
  const caller = aCaller(`ASIA${count}`, permissions);
  callers.set(caller.accessKeyId, caller);
  return connect(database, caller);
}

const get = new GetItemCommand({ TableName, Key: key('there') });
const query = new QueryCommand({
  TableName,
  IndexName: 'byStatus',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'status' },
  ExpressionAttributeValues: { ':s': { S: 'x' } },
});
const batchGet = new BatchGetItemCommand({
  RequestItems: { Orders: { Keys: [key('there')] }, Archive: { Keys: [key('there')] } },
});
const check = { TableName, Key: key('there'), ConditionExpression: 'attribute_exists(customer)' };
const transaction = new TransactWriteItemsCommand({
  TransactItems: [
    { ConditionCheck: check },
    { Put: { TableName: 'Archive', Item: order('transacted') } },
    { Update: { TableName: 'Archive', Key: key('other'), UpdateExpression: 'REMOVE x' } },
    { Delete: { TableName: 'Archive', Key: key('third') } },
  ],
});
type Command = { readonly input: object };
const outcome = (client: DynamoDBClient, command: Command) =>
  client.send(command as GetItemCommand).then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('a caller may do what its policies allow', () => {
  const archive = [tableArn('Archive')];
  it.each<{ name: string; statements: PolicyStatement[]; command: Command }>([
    { name: 'one action on one table', statements: [allow(['GetItem'])], command: get },
    { name: 'by wildcards', statements: [allow(['Get*'], ['arn:aws:dynamodb:*:*:table/Ord*'])], command: get },
    { name: 'in any case of letters', statements: [allow(['getitem'])], command: get },
    { name: 'a query of an index', statements: [allow(['Query'], [`${tableArn('Orders')}/index/*`])], command: query },
    {
      name: 'a batch of two tables',
      statements: [allow(['BatchGetItem'], [tableArn('Orders'), tableArn('Archive')])],
      command: batchGet,
    },
    {
      name: 'a transaction by its actions',
      statements: [
        allow(['ConditionCheckItem']),
        allow(['PutItem', 'UpdateItem', 'DeleteItem'], [tableArn('Archive')]),
      ],
      command: transaction,
    },
    {
      name: 'reads in a transaction as reads',
      statements: [allow(['GetItem'])],
      command: new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: key('there') } }] }),
    },
    {
      name: 'all but some actions',
      statements: [{ ...allow(['PutItem']), action: select(['dynamodb:PutItem'], true) }],
      command: get,
    },
    {
      name: 'all but some tables',
      statements: [{ ...allow(['GetItem']), resource: select(archive, true) }],
      command: get,
    },
    { name: 'a list of all tables', statements: [allow(['ListTables'], ['*'])], command: new ListTablesCommand({}) },
  ])('$name', async ({ statements, command }) => {
    expect(await outcome(clientWith({ statements }), command)).toBe('done');
  });
});

describe('a caller may not do what its policies do not allow', () => {
  const denied = (action: string, resource: string, why?: string) =>
    `AccessDeniedException: User: ${userArn} is not authorized to perform: dynamodb:${action} on resource: ${resource} ` +
    (why ?? `because no identity-based policy allows the dynamodb:${action} action`);
  const index = `${tableArn('Orders')}/index/byStatus`;
  const everything = [allow(['*'], ['*'])];

  it.each<{ name: string; permissions: Permissions; command: Command; says: string }>([
    {
      name: 'nothing at all',
      permissions: { statements: [] },
      command: get,
      says: denied('GetItem', tableArn('Orders')),
    },
    {
      name: 'another action',
      permissions: { statements: [allow(['PutItem', 'Query'])] },
      command: get,
      says: denied('GetItem', tableArn('Orders')),
    },
    {
      name: 'another table',
      permissions: { statements: [allow(['*'], [tableArn('Archive')])] },
      command: get,
      says: denied('GetItem', tableArn('Orders')),
    },
    {
      name: 'the table where the index is asked',
      permissions: { statements: [allow(['Query'])] },
      command: query,
      says: denied('Query', index),
    },
    {
      name: 'the index where the table is asked',
      permissions: { statements: [allow(['Scan'], [`${tableArn('Orders')}/index/*`])] },
      command: new ScanCommand({ TableName }),
      says: denied('Scan', tableArn('Orders')),
    },
    {
      name: 'one of two tables of a batch',
      permissions: { statements: [allow(['BatchGetItem'])] },
      command: batchGet,
      says: denied('BatchGetItem', tableArn('Archive')),
    },
    {
      name: 'a batch by the action on one item',
      permissions: { statements: [allow(['PutItem'])] },
      command: new BatchWriteItemCommand({ RequestItems: { Orders: [{ PutRequest: { Item: order('x') } }] } }),
      says: denied('BatchWriteItem', tableArn('Orders')),
    },
    {
      name: 'one action of a transaction',
      permissions: { statements: [allow(['PutItem', 'UpdateItem', 'DeleteItem'], ['*'])] },
      command: transaction,
      says: denied('ConditionCheckItem', tableArn('Orders')),
    },
    {
      name: 'a transaction by its own name',
      permissions: { statements: [allow(['TransactWriteItems'], ['*'])] },
      command: transaction,
      says: denied('ConditionCheckItem', tableArn('Orders')),
    },
    {
      name: 'a list of one table',
      permissions: { statements: [allow(['ListTables'], [tableArn('*')])] },
      command: new ListTablesCommand({}),
      says: denied('ListTables', tableArn('*')),
    },
    {
      name: 'what is denied beside an allow',
      permissions: { statements: [...everything, deny(['Get*'])] },
      command: get,
      says: denied('GetItem', tableArn('Orders'), 'with an explicit deny in an identity-based policy'),
    },
    {
      name: 'what the boundary leaves out',
      permissions: { statements: everything, boundary: [allow(['PutItem'])] },
      command: get,
      says: denied('GetItem', tableArn('Orders'), 'because no permissions boundary allows the dynamodb:GetItem action'),
    },
    {
      name: 'what the boundary denies',
      permissions: { statements: everything, boundary: [...everything, deny(['GetItem'])] },
      command: get,
      says: denied('GetItem', tableArn('Orders'), 'with an explicit deny in a permissions boundary'),
    },
    {
      name: 'what only the boundary allows',
      permissions: { statements: [], boundary: everything },
      command: get,
      says: denied('GetItem', tableArn('Orders')),
    },
    {
      name: 'anything in a role that is not known',
      permissions: { statements: everything, unknownBecause: 'its role is not known' },
      command: get,
      says: denied('GetItem', tableArn('Orders'), 'because its role is not known'),
    },
    {
      name: 'a table that does not exist',
      permissions: { statements: [allow(['GetItem'])] },
      command: new GetItemCommand({ TableName: 'Others', Key: key('x') }),
      says: denied('GetItem', tableArn('Others')),
    },
    {
      name: 'time to live',
      permissions: { statements: [allow(['GetItem'])] },
      command: new DescribeTimeToLiveCommand({ TableName }),
      says: denied('DescribeTimeToLive', tableArn('Orders')),
    },
  ])('$name', async ({ permissions, command, says }) => {
    expect(await outcome(clientWith(permissions), command)).toBe(says);
  });

  it('is a 400 that is not retried, as AWS spells it', async () => {
    const body = JSON.stringify({ TableName: 'Archive', Key: key('x') });
    const answer = await post(database, { as: reader, body });

    expect(answer.status).toBe(400);
    expect(answer.body).toStrictEqual({
      __type: 'com.amazon.coral.service#AccessDeniedException',
      Message: expect.stringContaining('is not authorized to perform: dynamodb:GetItem'),
    });
  });

  it('leaves nothing behind', async () => {
    const TransactItems = [{ Put: { TableName, Item: order('denied') } }, { ConditionCheck: check }];
    const client = clientWith({ statements: [allow(['PutItem'])] });

    expect(await outcome(client, new TransactWriteItemsCommand({ TransactItems }))).toMatch(/^AccessDenied/);
    expect((await connect(database).send(new GetItemCommand({ TableName, Key: key('denied') }))).Item).toBeUndefined();
  });
});

describe('who calls is verified', () => {
  const body = JSON.stringify({ TableName: 'Orders', Key: key('there') });
  const forged = { ...reader, secretAccessKey: owner.secretAccessKey };
  it.each([
    { name: 'an unknown key', options: { as: { ...owner, accessKeyId: 'AKIDOTHER' } }, type: 'UnrecognizedClient' },
    { name: 'the secret of another', options: { as: forged }, type: 'InvalidSignature' },
    { name: 'no session token', options: { as: { ...reader, sessionToken: '' } }, type: 'UnrecognizedClient' },
    {
      name: 'a token with a key that has none',
      options: { as: { ...owner, sessionToken: 'x' } },
      type: 'UnrecognizedClient',
    },
    {
      name: 'a token of another',
      options: { as: { ...reader, sessionToken: 'token of ASIA1' } },
      type: 'UnrecognizedClient',
    },
    { name: 'another service', options: { service: 'execute-api' }, type: 'InvalidSignature' },
    { name: 'another Region', options: { region: 'us-east-1' }, type: 'InvalidSignature' },
    {
      name: 'an operation that was not signed',
      options: { changes: { 'x-amz-target': 'DynamoDB_20120810.Scan' } },
      type: 'InvalidSignature',
    },
    {
      name: 'a body hash that was not signed',
      options: { changes: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
      type: 'InvalidSignature',
    },
    { name: 'an unsigned header of AWS', options: { changes: { 'x-amz-more': 'x' } }, type: 'InvalidSignature' },
    { name: 'a date of long ago', options: { signedAt: Date.now() - 310_000 }, type: 'InvalidSignature' },
    { name: 'a date to come', options: { signedAt: Date.now() + 310_000 }, type: 'InvalidSignature' },
  ])('$name is refused', async ({ options, type }) => {
    const answer = await post(database, { body, ...options });

    expect(answer).toMatchObject({ status: 400, body: { __type: `com.amazon.coral.service#${type}Exception` } });
    const said = JSON.stringify(answer.body);
    for (const secret of ['secret of', 'token of', owner.secretAccessKey]) expect(said).not.toContain(secret);
  });

  it('a body that was not signed is refused', async () => {
    const signed = await post(database, { body });
    expect(signed.status).toBe(200);
    const other = JSON.stringify({ TableName: 'Orders', Key: key('elsewhere') });
    const answer = await post(database, { body, sent: other });

    expect(answer.body.__type).toMatch(/#InvalidSignatureException$/);
  });

  it('by the platform’s time and by the machine’s', async () => {
    clock.advance(86_400_000);
    const statuses = [
      await post(database, { body, signedAt: clock.now() }),
      await post(database, { body, signedAt: Date.now() }),
      await post(database, { body, signedAt: Date.now() + 43_200_000 }),
    ].map(({ status }) => status);

    expect(statuses).toStrictEqual([200, 200, 400]);
  });

  it('a key of another database opens nothing', async () => {
    const stranger: Caller = { ...owner, accessKeyId: 'AKIDSTRANGER', secretAccessKey: 'strange' };
    const other = await start({ findCaller: (id) => (id === stranger.accessKeyId ? stranger : undefined) });

    expect(await outcome(connect(other, stranger), new ScanCommand({ TableName }))).toBe('done');
    expect(await outcome(connect(database, stranger), new ScanCommand({ TableName }))).toMatch(/^UnrecognizedClient/);
    expect(await outcome(connect(other), new ScanCommand({ TableName }))).toMatch(/^UnrecognizedClient/);
  });
});
