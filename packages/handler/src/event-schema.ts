import type { Route } from '@scopegate/contract';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const nothing: JsonSchema = { type: 'object', additionalProperties: false };

/** A route's schemas as one schema of its input: parameters, query and parsed body. */
export function eventSchema(route: Route): JsonSchema {
  const properties = {
    params: route.params ?? namedParameters(route.parts.parameters),
    query: route.query ?? nothing,
    ...(route.body === undefined ? {} : { body: route.body }),
  };
  return { type: 'object', properties, required: Object.keys(properties) };
}

// `GET /orders/` matches `/orders/{id}` with an empty id.
const namedParameters = (names: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1 }])),
  required: [...names],
});
