import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../../src/database/database.ts';
import { connect, post, start, stopAll } from '../support.ts';
import { cancelled, type Item, invalid, outcomeOf, send } from './send.ts';
import { conditionsOf, keyedBy, putsOf, updatesOf } from './shapes.ts';
import { bytes, tab } from './tables.ts';

let database: Database;
let client: DynamoDBClient;
beforeAll(async () => {
  database = await start({ tables: [tab, bytes] });
  client = connect(database);
});
afterAll(stopAll);

const key = (pk: string, sk = 'a'): Item => ({ pk: { S: pk }, sk: { S: sk } });
const item = (more: Item): Item => ({ ...key('values'), ...more });
const puts = (more: Item) => putsOf('Tab', item(more));
const base64 = (length: number) => Buffer.alloc(length, 7);

const emptyKey = (type: 'string' | 'binary', name: string) =>
  'One or more parameter values are not valid. ' +
  `The AttributeValue for a key attribute cannot contain an empty ${type} value. Key: ${name}`;
const emptyIndexKey = (type: 'string' | 'binary', index: string, name: string) =>
  'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
  `The AttributeValue for a key attribute cannot contain an empty ${type} value. IndexName: ${index}, IndexKey: ${name}`;
const emptyIndexUpdate = (type: 'string' | 'binary') =>
  'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a ' +
  `value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${type} value.`;

describe('an empty key', () => {
  it.each([...putsOf('Tab', key('')), ...keyedBy('Tab', key(''))])('of text is refused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(emptyKey('string', 'pk')));
  });

  it.each([...putsOf('Tab', key('a', '')), ...keyedBy('Tab', key('a', ''))])(
    'of text is refused in the sort key: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toBe(invalid(emptyKey('string', 'sk')));
    },
  );

  const empty = { pk: { B: new Uint8Array() } };
  it.each([...putsOf('Bytes', empty), ...keyedBy('Bytes', empty)])('of bytes is refused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(emptyKey('binary', 'pk')));
  });
});

describe('an empty index key', () => {
  it.each(puts({ gpk: { S: '' } }))('of text is refused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(emptyIndexKey('string', 'gs1', 'gpk')));
  });

  it.each(putsOf('Bytes', { pk: { B: base64(1) }, gpk: { B: new Uint8Array() } }))(
    'of bytes is refused: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toBe(invalid(emptyIndexKey('binary', 'byBytes', 'gpk')));
    },
  );

  const set = { UpdateExpression: 'SET gpk = :v', ExpressionAttributeValues: { ':v': { S: '' } } };
  it.each(updatesOf('Tab', key('values'), set))('is refused in an update: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(emptyIndexUpdate('string')));
  });

  it.each([
    { name: 'a function', UpdateExpression: 'SET gpk = if_not_exists(gpk, :v)' },
    {
      name: 'another attribute',
      UpdateExpression: 'SET gpk = blank REMOVE extra',
      ExpressionAttributeValues: undefined,
    },
  ])('is refused where it comes from $name', async ({ name: _name, ...update }) => {
    const wanted = { ...set, ...update };
    const blank = item({ blank: { S: '' } });
    await send(client, { operation: 'PutItem', input: { TableName: 'Tab', Item: blank } });
    const [plain, transacted] = updatesOf('Tab', key('values'), wanted);

    expect(await outcomeOf(client, plain!)).toBe(invalid(emptyIndexUpdate('string')));
    expect(await outcomeOf(client, transacted!)).toMatch(/ValidationE.*cannot contain an empty string value\.$/);
    const { Item: stored } = await send(client, {
      operation: 'GetItem',
      input: { TableName: 'Tab', Key: key('values') },
    });
    expect(stored).toStrictEqual(blank);
  });

  it.each(puts({ gpk: { S: 'x' }, gsk: { N: '1' }, blank: { S: '' }, list: { L: [{ S: '' }] } }))(
    'is none, where the empty text is another attribute: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toBe('accepted');
    },
  );
});

const hashTooLong =
  'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes';
const rangeTooLong =
  'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes';

describe('the size of keys is counted in bytes', () => {
  const sizes: readonly { name: string; table: string; long: Item; most: Item; message: string }[] = [
    {
      name: 'a partition key',
      table: 'Tab',
      long: key(`${'é'.repeat(1024)}x`),
      most: key('é'.repeat(1024)),
      message: hashTooLong,
    },
    {
      name: 'a sort key',
      table: 'Tab',
      long: key('a', `${'é'.repeat(512)}x`),
      most: key('a', 'é'.repeat(512)),
      message: rangeTooLong,
    },
    {
      name: 'a key of bytes',
      table: 'Bytes',
      long: { pk: { B: base64(2049) } },
      most: { pk: { B: base64(2048) } },
      message: hashTooLong,
    },
  ];
  const rows = sizes.flatMap(({ name, table, long, most, message }) =>
    [...putsOf(table, long), ...keyedBy(table, long)].map((shape, at) => ({
      rule: name,
      shape,
      most: [...putsOf(table, most), ...keyedBy(table, most)][at]!,
      message: /^Transact/.test(shape.operation) ? cancelled(message) : invalid(message),
      name: shape.name,
    })),
  );
  it.each(rows)('of $rule: $name', async ({ shape, most, message }) => {
    expect(await outcomeOf(client, shape)).toBe(message);
    expect(await outcomeOf(client, most)).toBe('accepted');
  });

  it.each(puts({ gpk: { S: 'é'.repeat(1025) } }))('of an index key: $name', async (shape) => {
    const isTransaction = shape.operation === 'TransactWriteItems';
    expect(await outcomeOf(client, shape)).toBe((isTransaction ? cancelled : invalid)(hashTooLong));
  });

  it.each(puts({ gtext: { S: 'é'.repeat(513) } }))('of an index’s sort key: $name', async (shape) => {
    const isTransaction = shape.operation === 'TransactWriteItems';
    expect(await outcomeOf(client, shape)).toBe((isTransaction ? cancelled : invalid)(rangeTooLong));
  });

  const set = { UpdateExpression: 'SET gpk = :v', ExpressionAttributeValues: { ':v': { S: 'é'.repeat(1025) } } };
  it.each(updatesOf('Tab', key('values'), set))('of an index key in an update: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toMatch(
      /ValidationE.*: The update expression attempted to update the secondary index key beyond allowed size limits$/,
    );
  });
});

describe('the size of items is counted in bytes', () => {
  const maxBytes = 400 * 1024;
  // pk 2 + 6, sk 2 + 1, text 4: the rest is the text's.
  const sized = (length: number): Item => item({ text: { S: `${'é'.repeat(1000)}${'x'.repeat(length - 2015)}` } });

  it.each(putsOf('Tab', sized(maxBytes + 1)))('and more than 400 KB refused: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid('Item size has exceeded the maximum allowed size'));
  });

  it.each(putsOf('Tab', sized(maxBytes)))('and 400 KB taken: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe('accepted');
  });

  const growing = {
    UpdateExpression: 'SET more = :v',
    ExpressionAttributeValues: { ':v': { S: 'é'.repeat(10_000) } },
  };
  it.each(updatesOf('Tab', key('values'), growing))('and more after an update refused: $name', async (shape) => {
    await send(client, { operation: 'PutItem', input: { TableName: 'Tab', Item: sized(maxBytes - 15_000) } });
    const message = 'Item size to update has exceeded the maximum allowed size';

    expect(await outcomeOf(client, shape)).toBe((shape.operation === 'UpdateItem' ? invalid : cancelled)(message));
  });
});

/** A scalar within so many maps. */
const nested = (levels: number): AttributeValue =>
  levels === 0 ? { S: 'leaf' } : levels % 2 === 0 ? { M: { n: nested(levels - 1) } } : { L: [nested(levels - 1)] };
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

describe('values are nested at most 32 levels deep', () => {
  it.each(puts({ deep: nested(32) }))('in an item: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(tooDeep));
  });

  it.each(puts({ deep: nested(31) }))('and no less in an item: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe('accepted');
  });

  it.each(conditionsOf('deep = :v', { values: { ':v': nested(32) } }))('in an expression: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toBe(invalid(tooDeep));
  });

  it.each(
    updatesOf('Tab', key('nested'), {
      UpdateExpression: 'SET a.b = :v',
      ExpressionAttributeValues: { ':v': nested(31) },
    }),
  )('in the item after an update: $name', async (shape) => {
    await send(client, { operation: 'PutItem', input: { TableName: 'Tab', Item: { ...key('nested'), a: { M: {} } } } });

    expect(await outcomeOf(client, shape)).toBe((shape.operation === 'UpdateItem' ? invalid : cancelled)(tooDeep));
  });

  it.each([500, 5000, 100_000])('and %i levels are refused as well', async (levels) => {
    const deep = `${'{"L":['.repeat(levels)}{"S":"leaf"}${']}'.repeat(levels)}`;
    const answer = await post(database, {
      body: `{"TableName":"Tab","Item":{"pk":{"S":"a"},"sk":{"S":"a"},"deep":${deep}}}`,
      headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    });

    expect(answer.status).toBe(400);
    expect(answer.body.__type).toMatch(/#(ValidationException|SerializationException)$/);
  });
});

describe('sets', () => {
  const sets: readonly { name: string; set: AttributeValue; message: string }[] = [
    { name: 'an empty set of texts', set: { SS: [] }, message: 'An string set  may not be empty' },
    { name: 'an empty set of numbers', set: { NS: [] }, message: 'An number set  may not be empty' },
    { name: 'an empty set of bytes', set: { BS: [] }, message: 'Binary sets should not be empty' },
    { name: 'a text twice', set: { SS: ['a', 'a'] }, message: 'contains duplicates' },
    { name: 'a number twice', set: { NS: ['1', '1.0'] }, message: 'Input collection contains duplicates' },
    { name: 'bytes twice', set: { BS: [base64(1), base64(1)] }, message: 'of type BS contains duplicates' },
  ];
  const rows = sets.flatMap(({ name, set, message }) =>
    [
      ...puts({ s: set }),
      ...puts({ s: { M: { in: { L: [set] } } } }),
      ...conditionsOf('s = :v', { values: { ':v': set } }),
    ].map((shape) => ({ rule: name, shape, message, name: shape.name })),
  );
  it.each(rows)('with $rule are refused: $name', async ({ shape, message }) => {
    expect(await outcomeOf(client, shape)).toMatch(/^ValidationException: /);
    expect(await outcomeOf(client, shape)).toContain(message);
  });
});

describe('numbers', () => {
  const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  const underflow = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
  const digits = 'Attempting to store more than 38 significant digits in a Number';
  const numbers = [
    { n: '1e126', message: overflow },
    { n: '-1e126', message: overflow },
    { n: '1e99999999999', message: overflow },
    { n: '1e-131', message: underflow },
    { n: '1234567890123456789012345678901234567890', message: digits },
    { n: 'NaN', message: 'The parameter cannot be converted to a numeric value: NaN' },
    { n: 'Infinity', message: 'The parameter cannot be converted to a numeric value: Infinity' },
    { n: '0x10', message: 'The parameter cannot be converted to a numeric value: 0x10' },
    { n: ' 1', message: 'The parameter cannot be converted to a numeric value:  1' },
    { n: '', message: 'The parameter cannot be converted to a numeric value' },
  ];
  const rows = numbers.flatMap(({ n, message }) =>
    [
      ...puts({ n: { N: n } }),
      ...puts({ n: { M: { in: { L: [{ NS: ['1', n] }] } } } }),
      ...conditionsOf('n = :v', { values: { ':v': { N: n } } }),
    ].map((shape) => ({ n, shape, message, name: shape.name })),
  );
  it.each(rows)('out of range are refused: $n, $name', async ({ shape, message }) => {
    expect(await outcomeOf(client, shape)).toMatch(/^ValidationException: /);
    expect(await outcomeOf(client, shape)).toContain(message);
  });

  it.each([
    '9.9999999999999999999999999999999999999e125',
    '1e-130',
    '-1e-130',
    '0e125',
    '12345678901234567890123456789012345678',
  ])('at the limits are taken: %s', async (n) => {
    const [shape] = puts({ n: { N: n } });

    expect(await outcomeOf(client, shape!)).toBe('accepted');
  });

  const sums = [
    { name: 'a sum too large', stored: '9e125', UpdateExpression: 'SET n = n + :v', v: '9e125', message: overflow },
    {
      name: 'a difference too large',
      stored: '-9e125',
      UpdateExpression: 'SET n = n - :v',
      v: '9e125',
      message: overflow,
    },
    { name: 'an addition too large', stored: '9e125', UpdateExpression: 'ADD n :v', v: '9e125', message: overflow },
    {
      name: 'a sum with too many digits',
      stored: '1e50',
      UpdateExpression: 'SET n = n + :v',
      v: '1',
      message: overflow,
    },
    {
      name: 'a difference too small',
      stored: '1.1e-130',
      UpdateExpression: 'SET n = n - :v',
      v: '1e-130',
      message: underflow,
    },
  ];
  it.each(
    sums.flatMap(({ UpdateExpression, v, ...rest }) =>
      updatesOf('Tab', key('sum'), { UpdateExpression, ExpressionAttributeValues: { ':v': { N: v } } }).map(
        (shape) => ({
          ...rest,
          shape,
          operation: shape.name,
        }),
      ),
    ),
  )('that $name would store are refused: $operation', async ({ stored, shape, message }) => {
    await send(client, {
      operation: 'PutItem',
      input: { TableName: 'Tab', Item: { ...key('sum'), n: { N: stored } } },
    });

    expect(await outcomeOf(client, shape)).toBe((shape.operation === 'UpdateItem' ? invalid : cancelled)(message));
  });
});

describe('attribute names', () => {
  it.each(puts({ '': { S: 'x' } }))('are not empty: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toMatch(/^ValidationException: .*Empty attribute name/);
  });

  it.each(puts({ ['n'.repeat(65536)]: { S: 'x' } }))('have less than 64 KB: $name', async (shape) => {
    expect(await outcomeOf(client, shape)).toMatch(/^ValidationException: .*must be less than 65536 bytes/);
  });

  it.each(conditionsOf('#n = :v', { names: { '#n': '' }, values: { ':v': { S: 'x' } } }))(
    'are not empty in an expression: $name',
    async (shape) => {
      expect(await outcomeOf(client, shape)).toMatch(/^ValidationException: .*Empty attribute name/);
    },
  );
});
