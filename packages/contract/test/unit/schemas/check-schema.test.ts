import { describe, expect, it } from '@jest/globals';
import { type TSchema, Type } from 'typebox';
import { open } from '../../../src/index.ts';
import { expectFault, faultsOf, ok, withRoute } from '../../declarations.ts';

const withBody = (body: unknown) => withRoute({ route: 'POST /x', access: open(), body, responses: ok });
const unsafe = (schema: object) => Type.Unsafe(schema as never);
const inA = (schema: object) => Type.Object({ a: unsafe(schema) });
const a = 'routes.extra.body/properties/a';

describe('a schema is refused by route and pointer', () => {
  it.each<{ name: string; body: unknown; at: string }>([
    { name: 'no schema', body: 'string', at: 'routes.extra.body' },
    { name: 'a list', body: [], at: 'routes.extra.body' },
    { name: 'no schema inside', body: inA({ type: 'array', items: 3 }), at: `${a}/items` },
    { name: 'nothing inside', body: { type: 'object', properties: { a: undefined } }, at: a },
    {
      name: 'a schema of another library',
      body: { '~standard': { version: 1, vendor: 'zod' }, parse: () => 1 },
      at: 'routes.extra.body',
    },
    { name: 'an optional body', body: Type.Optional(Type.Object({})), at: 'routes.extra.body' },
    { name: 'a misspelt keyword', body: inA({ type: 'string', minLenght: 1 }), at: `${a}/minLenght` },
    { name: 'a keyword of an earlier draft', body: inA({ type: 'object', dependencies: {} }), at: `${a}/dependencies` },
    { name: 'an anchor', body: inA({ $anchor: 'x' }), at: `${a}/$anchor` },
    { name: 'a dynamic reference', body: inA({ $dynamicRef: '#x' }), at: `${a}/$dynamicRef` },
    { name: 'a type that JSON lacks', body: Type.Object({ a: Type.BigInt() }), at: `${a}/type` },
    { name: 'undefined', body: Type.Object({ a: Type.Undefined() }), at: `${a}/type` },
    { name: 'a function', body: Type.Object({ a: Type.Function([], Type.String()) }), at: `${a}/type` },
    { name: 'no type at all', body: inA({ type: [] }), at: `${a}/type` },
    { name: 'an unknown format', body: inA({ type: 'string', format: 'phone' }), at: `${a}/format` },
    { name: 'a format that checks nothing', body: inA({ type: 'string', format: 'password' }), at: `${a}/format` },
    { name: 'a format of numbers on text', body: inA({ type: 'string', format: 'int32' }), at: `${a}/format` },
    { name: 'bytes in JSON', body: inA({ type: 'string', format: 'binary' }), at: `${a}/format` },
    { name: 'a keyword of numbers on text', body: inA({ type: 'string', minimum: 1 }), at: `${a}/minimum` },
    { name: 'a pattern that is none', body: inA({ type: 'string', pattern: '[' }), at: `${a}/pattern` },
    { name: 'a pattern that is none under u', body: inA({ type: 'string', pattern: '\\-' }), at: `${a}/pattern` },
    {
      name: 'a pattern of names',
      body: inA({ type: 'object', patternProperties: { '(': {} } }),
      at: `${a}/patternProperties`,
    },
    { name: 'a negative count', body: inA({ type: 'string', minLength: -1 }), at: `${a}/minLength` },
    { name: 'a multiple of nothing', body: inA({ type: 'number', multipleOf: 0 }), at: `${a}/multipleOf` },
    { name: 'an infinite bound', body: inA({ type: 'number', maximum: Number.POSITIVE_INFINITY }), at: `${a}/maximum` },
    { name: 'an empty choice', body: inA({ enum: [] }), at: `${a}/enum` },
    { name: 'a choice that is no JSON', body: inA({ enum: [1n] }), at: `${a}/enum` },
    { name: 'a constant that is no JSON', body: inA({ const: () => 1 }), at: `${a}/const` },
    { name: 'an empty union', body: inA({ anyOf: [] }), at: `${a}/anyOf` },
    { name: 'a member required twice', body: inA({ type: 'object', required: ['x', 'x'] }), at: `${a}/required` },
    { name: 'nullable without a type', body: inA({ nullable: true, enum: ['x'] }), at: `${a}/nullable` },
    { name: 'a reference to nothing', body: Type.Object({ a: Type.Ref('Foo') }), at: `${a}/$ref` },
    { name: 'a pointer to nothing', body: inA({ $ref: '#/$defs/x' }), at: `${a}/$ref` },
    { name: 'a pointer to no schema', body: inA({ $ref: '#/properties' }), at: `${a}/$ref` },
    {
      name: 'a reference to one of two',
      body: Type.Object({
        a: Type.Ref('One'),
        b: Type.String({ $id: 'One' }),
        c: Type.Number({ $id: 'One' }),
      }),
      at: `${a}/$ref`,
    },
    { name: 'an endless reference', body: inA({ $ref: '#/properties/a' }), at: `${a}/$ref` },
    {
      name: 'an endless union',
      body: inA({ anyOf: [{ $ref: '#/properties/a' }, { type: 'string' }] }),
      at: `${a}/anyOf/0/$ref`,
    },
    {
      name: 'code that decodes',
      body: Type.Object({ a: Type.Decode(Type.String(), (text) => Number(text)) }),
      at: a,
    },
    { name: 'code that refines', body: Type.Object({ a: Type.Refine(Type.String(), (text) => text !== '') }), at: a },
    {
      name: 'a name with a slash',
      body: Type.Object({ 'a/b': unsafe({ type: 'string', format: 'x' }) }),
      at: 'routes.extra.body/properties/a~1b/format',
    },
  ])('$name', ({ body, at }) => {
    expectFault(withBody(body), at);
  });

  it('that contains itself', () => {
    const loop: Record<string, unknown> = { type: 'object' };
    loop['properties'] = { loop };
    expectFault(withBody(loop), 'routes.extra.body/properties/loop');
  });

  it('in params, query and responses, too', () => {
    const bad = Type.Object({ id: Type.String({ format: 'phone' }) });
    const route = { route: 'GET /x/{id}', access: open(), params: bad, query: bad, responses: { 200: bad } };
    expect(faultsOf(withRoute(route)).map(({ at }) => at)).toEqual([
      'routes.extra.responses.200/properties/id/format',
      'routes.extra.params/properties/id/format',
      'routes.extra.query/properties/id/format',
    ]);
  });

  it('with the keyword that was probably meant', () => {
    const remedies = ['minLenght', 'maxlength', 'requird', 'patern', 'nonsense'].map(
      (keyword) => faultsOf(withBody(inA({ [keyword]: 1 })))[0]?.remedy,
    );
    expect(remedies.slice(0, 4)).toEqual(['Write minLength', 'Write maxLength', 'Write required', 'Write pattern']);
    expect(remedies[4]).toContain('start an annotation of your own with "x-"');
  });
});

describe('a schema is taken', () => {
  it.each<{ name: string; body: TSchema }>([
    { name: 'a tuple', body: Type.Tuple([Type.Number()]) },
    { name: 'a recursion', body: Type.Cyclic({ N: Type.Object({ n: Type.Array(Type.Ref('N')) }) }, 'N') },
    { name: 'true and false', body: unsafe({ type: 'object', properties: { a: true, b: false } }) },
    { name: 'never', body: Type.Object({ a: Type.Optional(Type.Never()) }) },
    { name: 'any value', body: Type.Unknown() },
    { name: 'annotations', body: inA({ type: 'string', example: 'x', 'x-own': 1, default: 'x', deprecated: true }) },
    {
      name: 'two schemas with one $id',
      body: Type.Object({ a: Type.String({ $id: 'X' }), b: Type.Null({ $id: 'X' }) }),
    },
  ])('$name', ({ body }) => {
    expect(faultsOf(withBody(body))).toEqual([]);
  });
});
