import type { Json } from '../json-value.ts';

/** Text; numbers and booleans are written out, as CloudFormation does for a property of type String. */
export function toText(json: Json): string | undefined {
  if (typeof json === 'string') return json;
  return typeof json === 'number' || typeof json === 'boolean' ? String(json) : undefined;
}

/** An integer, also when written as text. */
export function toInteger(json: Json): number | undefined {
  const value = typeof json === 'string' && /^-?\d+$/.test(json) ? Number(json) : json;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** A finite number that is not negative, also when written as text. */
export function toNumber(json: Json): number | undefined {
  const value = typeof json === 'string' && /^\d+(\.\d+)?$/.test(json) ? Number(json) : json;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A boolean, also when written as `"true"` or `"false"`. */
export function toBoolean(json: Json): boolean | undefined {
  if (json === true || json === 'true') return true;
  return json === false || json === 'false' ? false : undefined;
}
