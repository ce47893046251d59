import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, start, stopAll } from '../support.ts';
import { invalid, outcomeOf, type Request, send } from './send.ts';
import { tab } from './tables.ts';

let client: DynamoDBClient;
beforeAll(async () => {
  client = connect(await start({ tables: [tab] }));
  const Item = { pk: { S: 'read' }, sk: { S: 'a' }, gpk: { S: 'x' }, n: { N: '1' }, extra: { S: 'o' } };
  await send(client, { operation: 'PutItem', input: { TableName: 'Tab', Item } });
});
afterAll(stopAll);

interface Read extends Request {
  readonly name: string;
}

/** `Query` and `Scan` of an index by its partition key. */
const ofIndex = (IndexName: string, more: object): readonly Read[] => {
  const { ExpressionAttributeValues, ...rest } = more as { ExpressionAttributeValues?: object };
  const values = { ':g': { S: 'x' }, ...ExpressionAttributeValues };
  const input = { TableName: 'Tab', IndexName, ...rest };
  return [
    {
      name: 'Query',
      operation: 'Query',
      input: { ...input, KeyConditionExpression: 'gpk = :g', ExpressionAttributeValues: values },
    },
    {
      name: 'Scan',
      operation: 'Scan',
      input: { ...input, ...(ExpressionAttributeValues && { ExpressionAttributeValues }) },
    },
  ];
};

/** `Query` and `Scan` of the table. */
const ofTable = (more: object): readonly Read[] => [
  {
    name: 'Query',
    operation: 'Query',
    input: {
      TableName: 'Tab',
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'read' } },
      ...more,
    },
  },
  { name: 'Scan', operation: 'Scan', input: { TableName: 'Tab', ...more } },
];

const rowsOf = <Row extends { readonly reads: readonly Read[] }>(rows: readonly Row[]) =>
  rows.flatMap((row) => row.reads.map((read) => ({ ...row, read, name: read.name })));

describe('an index', () => {
  const notProjected = (index: string, names: string) =>
    `One or more parameter values were invalid: Global secondary index ${index} does not project [${names}]`;
  it.each(
    rowsOf([
      {
        rule: 'an attribute that it does not include',
        reads: ofIndex('gs2', { ProjectionExpression: 'pk, n, extra' }),
        message: notProjected('gs2', 'extra'),
      },
      {
        rule: 'several of them, by name and path',
        reads: ofIndex('gs3', {
          ProjectionExpression: '#o.a, gpk, n[0]',
          ExpressionAttributeNames: { '#o': 'extra' },
          Select: 'SPECIFIC_ATTRIBUTES',
        }),
        message: notProjected('gs3', 'extra, n'),
      },
      {
        rule: 'all attributes where it has some',
        reads: ofIndex('gs2', { Select: 'ALL_ATTRIBUTES' }),
        message:
          'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index gs2 because its projection type is not ALL',
      },
      {
        rule: 'a consistent read',
        reads: ofIndex('gs1', { ConsistentRead: true }),
        message: 'Consistent reads are not supported on global secondary indexes',
      },
      {
        rule: 'anything when it is not there',
        reads: ofIndex('gs9', {}),
        message: 'The table does not have the specified index: gs9',
      },
    ]),
  )('does not give $rule: $name', async ({ read, message }) => {
    expect(await outcomeOf(client, read)).toBe(invalid(message));
  });

  const filter = { FilterExpression: 'extra = :o OR n = :o', ExpressionAttributeValues: { ':o': { S: 'o' } } };
  it('is not filtered by what it does not project, in a query', async () => {
    const [query, scan] = ofIndex('gs2', filter);

    expect(await outcomeOf(client, query!)).toBe(
      invalid(
        'One or more parameter values were invalid: Secondary index gs2 does not project one or more filter attributes: [extra]',
      ),
    );
    // A scan finds nothing by it.
    expect(await send(client, scan!)).toMatchObject({ Count: 0, ScannedCount: 1 });
  });

  it.each(
    rowsOf([
      { rule: 'its own attributes', reads: ofIndex('gs2', { ProjectionExpression: 'pk, sk, gpk, n' }) },
      { rule: 'any attribute when it has all', reads: ofIndex('gs1', { ProjectionExpression: 'extra.a, nowhere' }) },
      { rule: 'all it projects', reads: ofIndex('gs3', { Select: 'ALL_PROJECTED_ATTRIBUTES' }) },
      { rule: 'all attributes when it has all', reads: ofIndex('gs1', { Select: 'ALL_ATTRIBUTES' }) },
      { rule: 'a count', reads: ofIndex('gs3', { Select: 'COUNT' }) },
      { rule: 'a read that is not consistent', reads: ofIndex('gs1', { ConsistentRead: false }) },
      { rule: 'what a projected attribute filters', reads: ofIndex('gs2', { ...filter, FilterExpression: 'n = :o' }) },
    ]),
  )('gives $rule: $name', async ({ read }) => {
    expect(await outcomeOf(client, read)).toBe('accepted');
  });
});

describe('Select', () => {
  it.each(
    rowsOf([
      ...[
        ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
        ['ALL_PROJECTED_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'],
        ['COUNT', 'only the Count'],
      ].map(([Select, what]) => ({
        rule: `${Select} with a projection`,
        reads: [
          ...ofTable({ Select, ProjectionExpression: 'pk' }),
          ...ofIndex('gs1', { Select, ProjectionExpression: 'pk' }),
        ],
        message: `Cannot specify the ProjectionExpression when choosing to get ${what}`,
      })),
      {
        rule: 'SPECIFIC_ATTRIBUTES without a projection',
        reads: [...ofTable({ Select: 'SPECIFIC_ATTRIBUTES' }), ...ofIndex('gs1', { Select: 'SPECIFIC_ATTRIBUTES' })],
        message: 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
      },
      {
        rule: 'ALL_PROJECTED_ATTRIBUTES without an index',
        reads: ofTable({ Select: 'ALL_PROJECTED_ATTRIBUTES' }),
        message: 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
      },
      {
        rule: 'another value',
        reads: ofTable({ Select: 'count' }),
        message:
          "1 validation error detected: Value 'count' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
      },
    ]),
  )('with $rule is refused: $name', async ({ read, message }) => {
    expect(await outcomeOf(client, read)).toBe(invalid(message));
  });

  it.each(
    rowsOf([
      {
        rule: 'SPECIFIC_ATTRIBUTES with a projection',
        reads: ofTable({ Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'pk' }),
      },
      { rule: 'ALL_ATTRIBUTES', reads: ofTable({ Select: 'ALL_ATTRIBUTES' }) },
      { rule: 'COUNT', reads: ofTable({ Select: 'COUNT' }) },
    ]),
  )('with $rule is taken: $name', async ({ read }) => {
    expect(await outcomeOf(client, read)).toBe('accepted');
  });
});

describe('Limit and segments', () => {
  const constraint = (shown: string, member: string, must: string) =>
    `1 validation error detected: Value '${shown}' at '${member}' failed to satisfy constraint: Member must have value ${must}`;
  it.each<{ name: string; request: Request; message: string }>([
    ...[0, -1].flatMap((Limit) =>
      ofTable({ Limit }).map((request) => ({
        name: `${request.name} of ${Limit}`,
        request,
        message: constraint(String(Limit), 'limit', 'greater than or equal to 1'),
      })),
    ),
    ...[
      { Limit: 0, message: constraint('0', 'limit', 'greater than or equal to 1') },
      { Limit: 101, message: constraint('101', 'limit', 'less than or equal to 100') },
    ].map(({ Limit, message }) => ({
      name: `ListTables of ${Limit}`,
      request: { operation: 'ListTables' as const, input: { Limit } },
      message,
    })),
    ...[
      {
        Segment: 0,
        message:
          'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
      },
      {
        Segment: 1,
        message:
          'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
      },
      {
        TotalSegments: 1,
        message:
          'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
      },
      {
        Segment: 2,
        TotalSegments: 2,
        message:
          'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2',
      },
      { Segment: -1, TotalSegments: 2, message: constraint('-1', 'segment', 'greater than or equal to 0') },
      { Segment: 0, TotalSegments: 0, message: constraint('0', 'totalSegments', 'greater than or equal to 1') },
      {
        Segment: 0,
        TotalSegments: 1_000_001,
        message: constraint('1000001', 'totalSegments', 'less than or equal to 1000000'),
      },
      {
        Segment: 1_000_000,
        TotalSegments: 1_000_000,
        message: constraint('1000000', 'segment', 'less than or equal to 999999'),
      },
    ].map(({ message, ...segments }) => ({
      name: `Scan of ${JSON.stringify(segments)}`,
      request: { operation: 'Scan' as const, input: { TableName: 'Tab', ...segments } },
      message,
    })),
  ])('out of range are refused: $name', async ({ request, message }) => {
    expect(await outcomeOf(client, request)).toBe(invalid(message));
  });

  it('at the limits are taken', async () => {
    const scan = {
      operation: 'Scan' as const,
      input: { TableName: 'Tab', Segment: 999_999, TotalSegments: 1_000_000, Limit: 1 },
    };

    expect(await outcomeOf(client, scan)).toBe('accepted');
  });
});

describe('a key condition', () => {
  const schema = 'One or more parameter values were invalid: Condition parameter type does not match schema type';
  const operand = (operator: string, type: string) =>
    `Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
  const text = { S: 'x' };
  it.each([
    { condition: 'begins_with(sk, :v)', v: { N: '1' }, message: operand('begins_with', 'N') },
    { condition: 'begins_with(sk, :v)', v: { BOOL: true }, message: operand('begins_with', 'BOOL') },
    { condition: 'sk < :v', v: { BOOL: true }, message: operand('<', 'BOOL') },
    { condition: ':v >= sk', v: { BOOL: true }, message: operand('>=', 'BOOL') },
    { condition: 'sk BETWEEN :v AND :v', v: { NULL: true }, message: operand('BETWEEN', 'NULL') },
    { condition: 'sk = :v', v: { BOOL: true }, message: schema },
    { condition: 'sk = :v', v: { N: '1' }, message: schema },
    {
      condition: 'sk > :v AND sk < :v',
      v: text,
      message: 'KeyConditionExpressions must only contain one condition per key',
    },
    { condition: 'extra = :v', v: text, message: 'Query condition missed key schema element: sk' },
    { condition: 'sk <> :v', v: text, message: 'Invalid operator used in KeyConditionExpression: <>' },
    { condition: 'contains(sk, :v)', v: text, message: 'Invalid operator used in KeyConditionExpression: contains' },
    { condition: 'sk.a = :v', v: text, message: 'KeyConditionExpressions cannot have conditions on nested attributes' },
  ])('is refused: $condition of $v', async ({ condition, v, message }) => {
    const input = {
      TableName: 'Tab',
      KeyConditionExpression: `pk = :p AND ${condition}`,
      ExpressionAttributeValues: { ':p': text, ':v': v },
    };

    expect(await outcomeOf(client, { operation: 'Query', input })).toContain('ValidationException: ');
    expect(await outcomeOf(client, { operation: 'Query', input })).toContain(message);
  });

  it('with begins_with on a number key is refused', async () => {
    const begins = (v: object) =>
      outcomeOf(client, {
        operation: 'Query',
        input: {
          TableName: 'Tab',
          IndexName: 'gs1',
          KeyConditionExpression: 'gpk = :p AND begins_with(gsk, :v)',
          ExpressionAttributeValues: { ':p': text, ':v': v },
        },
      });

    expect(await begins({ N: '1' })).toBe(invalid(operand('begins_with', 'N')));
    expect(await begins(text)).toBe(invalid(schema));
  });

  it.each([
    { name: 'empty', v: { S: '' }, message: 'cannot contain an empty string value. Key: sk' },
    {
      name: 'too long',
      v: { S: 'é'.repeat(513) },
      message: 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    },
  ])('with a key that is $name is refused', async ({ v, message }) => {
    const input = {
      TableName: 'Tab',
      KeyConditionExpression: 'pk = :p AND sk = :v',
      ExpressionAttributeValues: { ':p': text, ':v': v },
    };

    expect(await outcomeOf(client, { operation: 'Query', input })).toContain(message);
  });

  it('with a partition key that is empty is refused', async () => {
    const input = {
      TableName: 'Tab',
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: '' } },
    };

    expect(await outcomeOf(client, { operation: 'Query', input })).toContain(
      'cannot contain an empty string value. Key: pk',
    );
  });
});
