import { describe, expect, it } from '@jest/globals';
import { defineApi, open } from '@scopegate/contract';
import { httpEvent, lambdaContext } from '@scopegate/testing';
import { type TSchema, Type } from 'typebox';
import { handle } from '../../../src/index.ts';

/** The pointers of the faults that a body has; empty when it is taken. */
async function faultsOf(body: TSchema, value: unknown): Promise<readonly string[]> {
  const routes = { post: { route: 'POST /x', access: open(), body, responses: { 204: null } } } as const;
  const api = defineApi({ title: 'T', version: '1', scopes: {}, routes });
  const handler = handle(api, 'post', { write: () => {} }).handler(() => ({ status: 204 }));
  const headers = { 'content-type': 'application/json' };
  const answer = await handler(httpEvent('POST /x', { body: JSON.stringify(value), headers }), lambdaContext());
  if (answer.statusCode === 204) return [];
  return JSON.parse(answer.body ?? '').faults.map((fault: { pointer: string }) => fault.pointer);
}

const address = Type.Object({ street: Type.String() }, { $id: 'Address' });
const tree = Type.Cyclic({ Node: Type.Object({ id: Type.String(), kids: Type.Array(Type.Ref('Node')) }) }, 'Node');
const otherTree = Type.Cyclic({ Node: Type.Object({ next: Type.Optional(Type.Ref('Node')) }) }, 'Node');
const unsafe = (schema: object) => Type.Unsafe(schema as never);

interface Row {
  readonly name: string;
  readonly schema: TSchema;
  readonly good: readonly unknown[];
  readonly bad: readonly (readonly [value: unknown, ...pointers: string[]])[];
}

const rows: readonly Row[] = [
  {
    name: 'one $id used twice',
    schema: Type.Object({ a: address, b: address }),
    good: [{ a: { street: 'x' }, b: { street: 'y' } }],
    bad: [[{ a: { street: 'x' }, b: {} }, '/body/b/street']],
  },
  {
    name: 'a reference to an $id',
    schema: Type.Object({ a: address, b: Type.Ref('Address') }),
    good: [{ a: { street: 'x' }, b: { street: 'y' } }],
    bad: [[{ a: { street: 'x' }, b: { street: 1 } }, '/body/b/street']],
  },
  {
    name: 'a tuple',
    schema: Type.Object({ at: Type.Tuple([Type.Number(), Type.Number()]) }),
    good: [{ at: [1, 2] }],
    bad: [
      [{ at: [1] }, '/body/at'],
      [{ at: [1, 2, 3] }, '/body/at'],
      [{ at: [1, 'x'] }, '/body/at/1'],
    ],
  },
  { name: 'an empty tuple', schema: Type.Tuple([]), good: [[]], bad: [[[1], '/body/0']] },
  {
    name: 'a record',
    schema: Type.Record(Type.String(), Type.Number()),
    good: [{ a: 1 }],
    bad: [[{ a: 'x' }, '/body/a']],
  },
  {
    name: 'a recursive schema',
    schema: tree,
    good: [{ id: 'a', kids: [{ id: 'b', kids: [] }] }],
    bad: [[{ id: 'a', kids: [{}] }, '/body/kids/0/id', '/body/kids/0/kids']],
  },
  {
    name: 'two recursive schemas with one name inside',
    schema: Type.Object({ a: tree, b: otherTree }),
    good: [{ a: { id: 'a', kids: [] }, b: { next: { next: {} } } }],
    bad: [[{ a: { id: 'a', kids: [1] }, b: { next: 1 } }, '/body/a/kids/0', '/body/b/next']],
  },
  {
    name: 'an intersection without further members',
    schema: Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })], {
      unevaluatedProperties: false,
    }),
    good: [{ a: '', b: '' }],
    bad: [[{ a: '', b: '', c: 1 }, '/body/c']],
  },
  {
    name: 'annotations',
    schema: Type.Union([Type.Object({ k: Type.Literal('a', { example: 'a', 'x-internal': true }) })], {
      discriminator: { propertyName: 'k' },
      deprecated: true,
    }),
    good: [{ k: 'a' }],
    bad: [[{ k: 'b' }, '/body/k', '/body']],
  },
  {
    name: 'required under if and then',
    // As text: a member `then` makes an object look like a promise.
    schema: unsafe(JSON.parse('{"type":"object","if":{"properties":{"k":{"const":"a"}}},"then":{"required":["v"]}}')),
    good: [{ k: 'b' }, { k: 'a', v: 1 }],
    bad: [[{ k: 'a' }, '/body/v', '/body']],
  },
  {
    name: 'a list of types',
    schema: unsafe({ type: 'object', properties: { a: { type: ['string', 'null'] } } }),
    good: [{ a: null }, { a: 'x' }],
    bad: [[{ a: 1 }, '/body/a']],
  },
  {
    name: 'nullable, as OpenAPI 3.0 has it',
    schema: unsafe({ type: 'object', properties: { a: { type: 'string', nullable: true } } }),
    good: [{ a: null }, { a: 'x' }],
    bad: [[{ a: 1 }, '/body/a']],
  },
  {
    name: 'formats',
    schema: Type.Object({
      mail: Type.String({ format: 'email' }),
      at: Type.String({ format: 'date-time' }),
      id: Type.String({ format: 'uuid' }),
      count: Type.Integer({ format: 'int32' }),
    }),
    good: [{ mail: 'a@b.example', at: '2026-01-01T00:00:00Z', id: '123e4567-e89b-42d3-a456-426614174000', count: 1 }],
    bad: [
      [
        { mail: 'not-an-email', at: 'yesterday', id: 'x', count: 3e9 },
        '/body/mail',
        '/body/at',
        '/body/id',
        '/body/count',
      ],
    ],
  },
  {
    name: 'multiples of a decimal',
    schema: Type.Number({ multipleOf: 0.01 }),
    good: [19.99, 0.07, 4.35, 1.1, 0, -19.99, 1e21, 1.005e3],
    bad: [
      [19.995, '/body'],
      [19.99000001, '/body'],
      [1e-3, '/body'],
    ],
  },
  {
    name: 'a pattern under the u flag',
    schema: Type.String({ pattern: '^\\p{L}+$' }),
    good: ['é'],
    bad: [['1', '/body']],
  },
  { name: 'characters, not code units', schema: Type.String({ maxLength: 1 }), good: ['😀'], bad: [['ab', '/body']] },
  {
    name: 'a definition by pointer',
    schema: unsafe({ $defs: { n: { type: 'integer' } }, type: 'array', items: { $ref: '#/$defs/n' } }),
    good: [[1]],
    bad: [[['x'], '/body/0']],
  },
];

describe('a schema that defineApi takes works', () => {
  it.each(rows)('$name', async ({ schema, good, bad }) => {
    for (const value of good) expect([value, await faultsOf(schema, value)]).toEqual([value, []]);
    for (const [value, ...pointers] of bad)
      expect([value, [...(await faultsOf(schema, value))].sort()]).toEqual([value, [...pointers].sort()]);
  });
});
