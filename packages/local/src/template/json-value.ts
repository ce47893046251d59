/** What `JSON.parse` yields, read-only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** `Array.isArray` that narrows read-only lists as well. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A property of the object itself: names such as `constructor` and `__proto__` find nothing inherited. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;
