import { expect, it } from '@jest/globals';
import { ContractError, defineApi, open } from '@scopegate/contract';
import fc from 'fast-check';
import { createAjv } from '../../src/validation/create-ajv.ts';
import { inputSchema } from '../../src/validation/route-schemas.ts';

const names = fc.constantFrom('a', 'b', 'a/b', '~', '', '__proto__', 'constructor', '$ref', 'é');
const scalar = fc.oneof(fc.constantFrom(0, -1, 0.01, 1e300, 'x', '', true, false, null), fc.double(), fc.string());
const values = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(names, scalar, { maxKeys: 2 }));

/** Schemas with good and bad values of every keyword, and keywords that are none. */
const { schema } = fc.letrec<{ schema: unknown; filled: unknown }>((tie) => {
  const below = tie('schema');
  const keyword = (known: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ arbitrary: known, weight: 30 }, { arbitrary: values, weight: 1 });
  const schemas = keyword(fc.array(below, { maxLength: 2 }));
  const named = keyword(fc.dictionary(names, below, { maxKeys: 2 }));
  const one = keyword(below);
  const count = keyword(fc.nat(3));
  const numeric = keyword(fc.oneof(fc.double({ noNaN: true }), fc.integer()));
  const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null');
  const strings = keyword(fc.uniqueArray(names, { maxLength: 2 }));
  return {
    schema: fc.oneof({ maxDepth: 3 }, fc.boolean(), tie('filled')),
    filled: fc.record(
      {
        type: keyword(fc.oneof(type, fc.uniqueArray(type, { maxLength: 2 }))),
        properties: named,
        patternProperties: keyword(fc.dictionary(fc.constantFrom('^a', '[', '\\-', '\\p{L}'), below, { maxKeys: 2 })),
        additionalProperties: one,
        unevaluatedProperties: one,
        propertyNames: one,
        required: strings,
        dependentRequired: keyword(fc.dictionary(names, strings, { maxKeys: 1 })),
        dependentSchemas: named,
        items: keyword(fc.oneof(below, fc.array(below, { maxLength: 2 }))),
        prefixItems: schemas,
        additionalItems: one,
        unevaluatedItems: one,
        contains: one,
        minContains: count,
        maxItems: count,
        uniqueItems: keyword(fc.boolean()),
        allOf: schemas,
        anyOf: schemas,
        oneOf: schemas,
        not: one,
        if: one,
        else: one,
        enum: keyword(fc.array(values, { maxLength: 2 })),
        const: values,
        multipleOf: numeric,
        maximum: numeric,
        exclusiveMinimum: numeric,
        maxLength: count,
        minProperties: count,
        pattern: keyword(fc.constantFrom('^a', '[', '\\-', '\\p{L}', '(?<n>a)\\k<n>')),
        format: keyword(fc.constantFrom('email', 'date-time', 'int32', 'password', 'nonsense')),
        nullable: keyword(fc.boolean()),
        $defs: named,
        $id: keyword(fc.constantFrom('One', 'Two', 'http://x.example/y#z')),
        $ref: keyword(fc.constantFrom('One', 'Two', '#', '#/$defs/a', '#/properties/a', '#/items', '#nowhere', 'a')),
        title: values,
        'x-own': values,
      },
      { requiredKeys: [] },
    ),
  };
});

// One or two keywords at each level, so that a good part of the schemas has no fault.
const thinned = fc.tuple(schema, fc.nat()).map(([made, seed]) => thin(made, seed));

function thin(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => thin(item, seed + 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const kept = members.filter((_, index) => (seed + index * 7) % members.length < 1 + (seed % 2));
  return Object.fromEntries(kept.map(([name, member]) => [name, thin(member, seed + 3)]));
}

const routeOf = (body: unknown) =>
  defineApi({
    title: 'T',
    version: '1',
    scopes: {},
    routes: { post: { route: 'POST /x', access: open(), body: body as never, responses: { 204: null } } },
  }).routes.post;

it('what defineApi takes compiles, and what it refuses is named by route and pointer', () => {
  let taken = 0;
  fc.assert(
    fc.property(thinned, values, (body, value) => {
      let route: ReturnType<typeof routeOf>;
      try {
        route = routeOf(structuredClone(body));
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        for (const { at } of error.faults) expect(at).toMatch(/^routes\.post\.body/);
        return;
      }
      taken += 1;
      createAjv().compile(inputSchema(route))({ params: {}, query: {}, body: value });
    }),
    { numRuns: 600 },
  );
  expect(taken).toBeGreaterThan(30);
});
