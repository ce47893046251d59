import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, start, stopAll } from '../support.ts';
import { invalid, outcomeOf, type Request } from './send.ts';
import { conditionsOf, type ExpressionInput, projectionsOf, updatesOf } from './shapes.ts';
import { tab } from './tables.ts';

let client: DynamoDBClient;
beforeAll(async () => {
  client = connect(await start({ tables: [tab] }));
});
afterAll(stopAll);

const key = { pk: { S: 'expressions' }, sk: { S: 'a' } };
const text = { S: 'x' };
const kindOf = ({ operation }: Request) =>
  operation === 'Query' || operation === 'Scan' ? 'FilterExpression' : 'ConditionExpression';

describe('a condition', () => {
  const many = (count: number, joiner: string) => Array.from({ length: count }, (_, at) => `a${at} = :v`).join(joiner);
  const conditions: readonly { rule: string; expression: string; input?: ExpressionInput; message: string }[] = [
    {
      rule: 'with a name that is not defined',
      expression: '#n = :v',
      input: { values: { ':v': text } },
      message: 'An expression attribute name used in the document path is not defined; attribute name: #n',
    },
    {
      rule: 'with a value that is not defined',
      expression: 'a = :missing OR a = :v',
      input: { values: { ':v': text } },
      message: 'An expression attribute value used in expression is not defined; attribute value: :missing',
    },
    {
      rule: 'with a reserved word',
      expression: 'status = :v',
      input: { values: { ':v': text } },
      message: 'Attribute name is a reserved keyword; reserved keyword: status',
    },
    {
      rule: 'with a reserved word in capitals within a path',
      expression: 'a.TTL = :v',
      input: { values: { ':v': text } },
      message: 'Attribute name is a reserved keyword; reserved keyword: TTL',
    },
    { rule: 'that is empty', expression: '', message: 'The expression can not be empty;' },
    {
      rule: 'with redundant parentheses',
      expression: '((attribute_exists(a)))',
      message: 'The expression has redundant parentheses;',
    },
    {
      rule: 'with a function that is not there',
      expression: 'begins(a, :v)',
      input: { values: { ':v': text } },
      message: 'Invalid function name; function: begins',
    },
    {
      rule: 'that compares a path with itself',
      expression: 'contains(a, a)',
      message:
        'The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a]',
    },
    {
      rule: 'with begins_with on a number',
      expression: 'begins_with(a, :v)',
      input: { values: { ':v': { N: '1' } } },
      message: 'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    },
    ...['<', '<=', '>', '>='].map((operator) => ({
      rule: `that orders by ${operator} what has no order`,
      expression: `a ${operator} :v`,
      input: { values: { ':v': { BOOL: true } } },
      message: `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: BOOL`,
    })),
    {
      rule: 'that orders, value first',
      expression: 'NOT (:v >= a)',
      input: { values: { ':v': { SS: ['x'] } } },
      message: 'Incorrect operand type for operator or function; operator or function: >=, operand type: SS',
    },
    {
      rule: 'with bounds that have no order',
      expression: 'a BETWEEN :v AND b',
      input: { values: { ':v': { NULL: true } } },
      message: 'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: NULL',
    },
    {
      rule: 'with bounds the wrong way round',
      expression: 'a BETWEEN :v AND :w',
      input: { values: { ':v': { S: 'b' }, ':w': { S: 'a' } } },
      message:
        'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}',
    },
    {
      rule: 'with more than 300 operators',
      expression: many(151, ' OR '),
      input: { values: { ':v': text } },
      message: 'The expression contains too many operators; operator count: 301',
    },
    {
      rule: 'of more than 4 KB',
      expression: `a${' '.repeat(4092)} = :v`,
      input: { values: { ':v': text } },
      message: 'Expression size has exceeded the maximum allowed size; expression size: 4098',
    },
    {
      rule: 'of far more than 4 KB',
      expression: '('.repeat(15_000),
      message: 'Expression size has exceeded the maximum allowed size; expression size: 15000',
    },
    {
      rule: 'with a path of more than 32 levels',
      expression: `attribute_exists(${Array.from({ length: 33 }, (_, at) => `a${at}`).join('.')})`,
      message: 'The document path has too many nesting levels; nesting levels: 33',
    },
    {
      rule: 'with more than 100 operands of IN',
      expression: `a IN (${Array.from({ length: 101 }, (_, at) => `b${at}`).join(', ')})`,
      message: 'The IN operator is provided with too many operands; number of operands: 101',
    },
  ];
  const rows = conditions.flatMap(({ rule, expression, input, message }) =>
    conditionsOf(expression, input).map((shape) => ({ rule, shape, message, name: shape.name })),
  );
  it.each(rows)('$rule is refused: $name', async ({ shape, message }) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(`Invalid ${kindOf(shape)}: ${message}`));
  });

  const allowed = [
    {
      rule: '300 operators',
      expression: `NOT ${many(150, ' OR ')}`,
      input: { values: { ':v': text } },
    },
    { rule: '4 KB', expression: `attribute_not_exists(a${' '.repeat(4073)})` },
    {
      rule: '32 levels',
      expression: `attribute_not_exists(${Array.from({ length: 32 }, (_, at) => `a${at}`).join('.')})`,
    },
    {
      rule: '100 operands of IN',
      expression: `NOT a IN (${Array.from({ length: 100 }, (_, at) => `b${at}`).join(', ')})`,
    },
  ].flatMap(({ rule, expression, input }) =>
    conditionsOf(expression, input).map((shape) => ({ rule, shape, name: shape.name })),
  );
  it.each(allowed)('with $rule is taken: $name', async ({ shape }) => {
    expect(await outcomeOf(client, shape)).not.toContain('ValidationException');
  });

  const condition = 'attribute_not_exists(a)';
  it.each(conditionsOf(condition, { names: { '#n': 'n' } }))('leaves no name unused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(
      invalid('Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}'),
    );
  });

  it.each(conditionsOf(condition, { values: { ':v': text } }))('leaves no value unused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(
      invalid('Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}'),
    );
  });

  it.each(conditionsOf('attribute_not_exists(#n)', { names: { '#n': 'status' } }))(
    'takes a reserved word by a name: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toBe('accepted');
    },
  );
});

describe('placeholders', () => {
  const long = (sign: string, length: number) => `${sign}${'n'.repeat(length - 1)}`;
  it.each([
    ...conditionsOf(`${long('#', 256)} = :v`, { names: { [long('#', 256)]: 'a' }, values: { ':v': text } }),
    ...conditionsOf(`a = ${long(':', 256)}`, { values: { [long(':', 256)]: text } }),
  ])('have at most 255 bytes: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(
      invalid('The expression attribute map contains a key that is too long'),
    );
  });

  it.each(conditionsOf('a = :v', { values: { ':v': { S: 'é'.repeat(1024 * 1024) } } }))(
    'stand for at most 2 MB: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toBe(
        invalid('Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size'),
      );
    },
  );

  it.each(
    conditionsOf(`${long('#', 255)} = ${long(':', 255)}`, {
      names: { [long('#', 255)]: 'a' },
      values: { [long(':', 255)]: text },
    }),
  )('of 255 bytes are taken: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).not.toContain('ValidationException');
  });
});

describe('an attribute that is a key', () => {
  const scalar =
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: gpk";
  it.each([
    ...conditionsOf('attribute_not_exists(gpk.a)'),
    ...projectionsOf('gpk[0]'),
    ...updatesOf('Tab', key, { UpdateExpression: 'REMOVE gpk.a' }),
  ])('has no parts: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toMatch(
      /^(ValidationException|TransactionCanceledException: ValidationError): /,
    );
    expect(await outcomeOf(client, shape)).toContain(scalar);
  });

  it.each(conditionsOf('attribute_not_exists(pk.a)').filter(({ operation }) => operation !== 'Query'))(
    'of the table has no parts: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toContain("'.' are not allowed: Key: pk");
    },
  );
});

describe('a projection', () => {
  const projections: readonly { rule: string; expression: string; names?: Record<string, string>; message: string }[] =
    [
      {
        rule: 'with a path twice',
        expression: 'a, a',
        message:
          'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
      },
      {
        rule: 'with a path and one within it',
        expression: '#a, b.c, a.b',
        names: { '#a': 'a' },
        message:
          'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
      },
      {
        rule: 'with an element and a member of one attribute',
        expression: 'a[0], a.b',
        message:
          'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]',
      },
      {
        rule: 'with a name that is not defined',
        expression: '#n',
        message: 'An expression attribute name used in the document path is not defined; attribute name: #n',
      },
      {
        rule: 'with a reserved word',
        expression: 'a, name',
        message: 'Attribute name is a reserved keyword; reserved keyword: name',
      },
      {
        rule: 'of more than 4 KB',
        expression: 'x'.repeat(4097),
        message: 'Expression size has exceeded the maximum allowed size; expression size: 4097',
      },
      {
        rule: 'with a path of more than 32 levels',
        expression: `a${'[0]'.repeat(32)}`,
        message: 'The document path has too many nesting levels; nesting levels: 33',
      },
    ];
  const rows = projections.flatMap(({ rule, expression, names, message }) =>
    projectionsOf(expression, names).map((shape) => ({ rule, shape, message, name: shape.name })),
  );
  it.each(rows)('$rule is refused: $name', async ({ shape, message }) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(`Invalid ProjectionExpression: ${message}`));
  });

  it.each(projectionsOf('a', { '#n': 'n' }))('leaves no name unused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(
      invalid('Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}'),
    );
  });
});

describe('an update', () => {
  const updates: readonly { rule: string; expression: string; input?: ExpressionInput; message: string }[] = [
    {
      rule: 'of a path twice',
      expression: 'SET a = :v, a = :v',
      input: { values: { ':v': text } },
      message:
        'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
    },
    {
      rule: 'of a path and one within it, in two sections',
      expression: 'SET a.b[1] = :v REMOVE #a',
      input: { names: { '#a': 'a' }, values: { ':v': text } },
      message:
        'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b, [1]], path two: [a]',
    },
    {
      rule: 'of an element and a member of one attribute',
      expression: 'SET a[0] = :v, a.b = :v',
      input: { values: { ':v': text } },
      message:
        'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]',
    },
    {
      rule: 'with a section twice',
      expression: 'SET a = :v SET b = :v',
      input: { values: { ':v': text } },
      message: 'The "SET" section can only be used once in an update expression;',
    },
    {
      rule: 'with a value that is not defined',
      expression: 'SET a = :v',
      message: 'An expression attribute value used in expression is not defined; attribute value: :v',
    },
    {
      rule: 'with a name that is not defined',
      expression: 'REMOVE #n',
      message: 'An expression attribute name used in the document path is not defined; attribute name: #n',
    },
    {
      rule: 'with a reserved word',
      expression: 'REMOVE data',
      message: 'Attribute name is a reserved keyword; reserved keyword: data',
    },
    { rule: 'that is empty', expression: '', message: 'The expression can not be empty;' },
    {
      rule: 'that adds a text',
      expression: 'ADD a :v',
      input: { values: { ':v': text } },
      message: 'Incorrect operand type for operator or function; operator: ADD, operand type: STRING',
    },
    {
      rule: 'that deletes a number',
      expression: 'DELETE a :v',
      input: { values: { ':v': { N: '1' } } },
      message: 'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER',
    },
    {
      rule: 'that adds up texts',
      expression: 'SET a = b + :v',
      input: { values: { ':v': text } },
      message: 'Incorrect operand type for operator or function; operator or function: +, operand type: S',
    },
    {
      rule: 'of more than 4 KB',
      expression: `SET${' '.repeat(4088)}a = :v`,
      input: { values: { ':v': text } },
      message: 'Expression size has exceeded the maximum allowed size; expression size: 4097',
    },
    {
      rule: 'with a path of more than 32 levels',
      expression: `REMOVE a${'.b'.repeat(32)}`,
      message: 'The document path has too many nesting levels; nesting levels: 33',
    },
    {
      rule: 'with more than 300 operators',
      expression: `SET ${Array.from({ length: 301 }, (_, at) => `a${at}=b+:v`).join(',')}`,
      input: { values: { ':v': { N: '1' } } },
      message: 'The expression contains too many operators; operator count: 301',
    },
  ];
  const shapesOf = (expression: string, { names, values }: ExpressionInput = {}) =>
    updatesOf('Tab', key, {
      UpdateExpression: expression,
      ...(names && { ExpressionAttributeNames: names }),
      ...(values && { ExpressionAttributeValues: values }),
    });
  const rows = updates.flatMap(({ rule, expression, input, message }) =>
    shapesOf(expression, input).map((shape) => ({ rule, shape, message, name: shape.name })),
  );
  it.each(rows)('$rule is refused: $name', async ({ shape, message }) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(`Invalid UpdateExpression: ${message}`));
  });

  it.each(shapesOf('REMOVE a', { names: { '#n': 'n' } }))('leaves no name unused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(
      invalid('Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}'),
    );
  });

  it.each(shapesOf('SET pk = :v', { values: { ':v': text } }))('does not change the key: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toMatch(
      /ValidationE.*: One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key$/,
    );
  });
});

describe('names and values without an expression', () => {
  const table = { TableName: 'Tab' };
  it.each<Request & { name: string }>([
    { name: 'GetItem', operation: 'GetItem', input: { ...table, Key: key } },
    { name: 'PutItem', operation: 'PutItem', input: { ...table, Item: key } },
    { name: 'DeleteItem', operation: 'DeleteItem', input: { ...table, Key: key } },
    { name: 'UpdateItem', operation: 'UpdateItem', input: { ...table, Key: key } },
    { name: 'Scan', operation: 'Scan', input: table },
  ])('are refused: $name', async ({ operation, input }) => {
    const names = { operation, input: { ...input, ExpressionAttributeNames: { '#n': 'n' } } };
    const values = { operation, input: { ...input, ExpressionAttributeValues: { ':v': text } } };

    expect(await outcomeOf(client, names)).toBe(
      invalid('ExpressionAttributeNames can only be specified when using expressions'),
    );
    if (operation === 'GetItem') return;
    expect(await outcomeOf(client, values)).toMatch(
      /^ValidationException: ExpressionAttributeValues can only be specified when using expressions/,
    );
  });
});
