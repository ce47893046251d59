import { isBinaryBody, mediaTypeOf, type Route } from '@scopegate/contract';
import { createSchemaLinker, type TextValues, textValues } from '@scopegate/contract/schemas';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const nothing: JsonSchema = { type: 'object', additionalProperties: false };

/** A route's schemas as one schema of its input: parameters, query and parsed body. */
export function inputSchema(route: Route): JsonSchema {
  return combined({
    params: route.params ?? namedParameters(route.parts.parameters),
    query: route.query ?? nothing,
    ...(route.body === undefined ? {} : { body: route.body }),
  });
}

/** How a route's parameters are read from text. */
export const parameterTexts = ({
  params,
  query,
}: Route): { readonly params: TextValues; readonly query: TextValues } => ({
  params: textValues(params),
  query: textValues(query),
});

/** What an answer holds: nothing, bytes, text, or JSON. */
export type AnswerKinds = Readonly<Record<number, 'none' | 'bytes' | 'text' | 'json'>>;

/** What the answers of a route hold, by status. */
export const answerKinds = ({ responses }: Route): AnswerKinds =>
  Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => {
      if (schema === null) return [status, 'none'];
      if (isBinaryBody(schema)) return [status, 'bytes'];
      return [status, mediaTypeOf(schema) === undefined ? 'json' : 'text'];
    }),
  );

/** The media types of a route's answers that are not JSON, by status. */
export const answerMediaTypes = ({ responses }: Route): Readonly<Record<number, string>> =>
  Object.fromEntries(
    Object.entries(responses).flatMap(([status, schema]) => {
      const mediaType = mediaTypeOf(schema);
      return mediaType === undefined ? [] : [[status, mediaType]];
    }),
  );

/** A route's response schemas as one schema of `{ [status]: body }`. */
export function answerSchema({ responses }: Route): JsonSchema {
  const described = Object.entries(responses).filter(([, schema]) => schema !== null && !isBinaryBody(schema));
  return combined(Object.fromEntries(described), []);
}

function combined(schemas: Readonly<Record<string, unknown>>, required = Object.keys(schemas)): JsonSchema {
  const { link, definitions } = createSchemaLinker();
  const properties = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, link(schema)]));
  return { type: 'object', properties, required, $defs: definitions };
}

// `GET /orders/` matches `/orders/{id}` with an empty id.
const namedParameters = (names: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1 }])),
  required: [...names],
});
