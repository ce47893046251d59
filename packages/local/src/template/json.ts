/** What `JSON.parse` yields, read-only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object: neither a list nor null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Array.isArray` that narrows read-only lists as well. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A property of the object itself: names such as `constructor` and `__proto__` find nothing inherited. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const longestQuote = 120;

/** A value as an error message shows it: JSON, cut at 120 characters. */
export function quote(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}...`;
}
