import { describe, expect, it } from '@jest/globals';
import { type TSchema, Type } from 'typebox';
import { open } from '../../../src/index.ts';
import { expectFault, faultsOf, ok, withRoute } from '../../declarations.ts';

const withQuery = (q: TSchema) =>
  withRoute({ route: 'GET /x', access: open(), query: Type.Object({ q: Type.Optional(q) }), responses: ok });
const withPath = (p: TSchema) =>
  withRoute({ route: 'GET /x/{p}', access: open(), params: Type.Object({ p }), responses: ok });

const unreadable: readonly { name: string; schema: TSchema }[] = [
  { name: 'a union', schema: Type.Union([Type.Integer(), Type.String()]) },
  { name: 'a union with null', schema: Type.Union([Type.String(), Type.Null()]) },
  { name: 'a list of types', schema: Type.Unsafe({ type: ['string', 'null'] }) },
  { name: 'nullable', schema: Type.Unsafe({ type: 'string', nullable: true }) },
  { name: 'literals of two kinds', schema: Type.Unsafe({ enum: [1, '1'] }) },
  { name: 'null', schema: Type.Null() },
  { name: 'an object', schema: Type.Object({ a: Type.String() }) },
  { name: 'an array of arrays', schema: Type.Array(Type.Array(Type.String())) },
  { name: 'an array of objects', schema: Type.Array(Type.Object({})) },
  { name: 'a tuple', schema: Type.Tuple([Type.String()]) },
];

describe('a parameter that text cannot say is refused', () => {
  it.each(unreadable)('in a query: $name', ({ schema }) => {
    expectFault(withQuery(schema), 'routes.extra.query/properties/q');
  });

  it.each([...unreadable, { name: 'an array', schema: Type.Array(Type.String()) }])(
    'in a path: $name',
    ({ schema }) => {
      expectFault(withPath(schema), 'routes.extra.params/properties/p');
    },
  );

  it('when it has no name in the schema', () => {
    const query = Type.Record(Type.String(), Type.Integer());
    const route = { route: 'GET /x', access: open(), query, responses: ok };
    expectFault(withRoute(route), 'routes.extra.query/patternProperties/^.*$');
  });
});

it.each<{ name: string; schema: TSchema }>([
  { name: 'a string', schema: Type.String({ pattern: '^a' }) },
  { name: 'an integer', schema: Type.Integer() },
  { name: 'a number', schema: Type.Number() },
  { name: 'a boolean', schema: Type.Boolean() },
  { name: 'literals of one kind', schema: Type.Union([Type.Literal('a'), Type.Literal('b')]) },
  { name: 'an enum', schema: Type.Enum({ A: 1, B: 2 }) },
  { name: 'any text', schema: Type.Unknown() },
])('a parameter is taken: $name', ({ schema }) => {
  expect(faultsOf(withQuery(schema))).toEqual([]);
  expect(faultsOf(withQuery(Type.Array(schema)))).toEqual([]);
  expect(faultsOf(withPath(schema))).toEqual([]);
});
