import { isJsonObject, parseJson } from '../../runtime/index.ts';

/** What a caller sent is not what an endpoint takes; the message tells what is. */
export class AdminInputError extends Error {
  override readonly name = 'AdminInputError';
}

/**
 * The members of a JSON body; none for an empty one.
 *
 * @param allowed names of members; any other is refused, so that a misspelt one does not go unseen
 * @throws {AdminInputError}
 */
export function parseMembers(text: string, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  const value = text === '' ? {} : parseJson(text);
  if (value === undefined) throw new AdminInputError('The body is not JSON. Send a JSON object, or nothing.');
  if (!isJsonObject(value)) {
    throw new AdminInputError('The body is not a JSON object. Send an object, or nothing.');
  }
  const unknown = Object.keys(value).filter((name) => !allowed.includes(name));
  if (unknown.length === 0) return { ...value };
  throw new AdminInputError(`Unknown: ${unknown.join(', ')}. Allowed: ${allowed.join(', ') || 'no members'}.`);
}

/** A text that may be left out. @throws {AdminInputError} when it is something else, or empty */
export function optionalText(name: string, value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new AdminInputError(`${name} is ${JSON.stringify(value)}. Allowed: a text that is not empty, or none.`);
}

/** A whole number of a query, or the default when it is not there. @throws {AdminInputError} when it is out of range */
export function queryNumber(query: URLSearchParams, name: string, range: { min: number; max: number; none: number }) {
  const text = query.get(name);
  if (text === null) return range.none;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
  throw new AdminInputError(`${name} is ${JSON.stringify(text)}. Allowed: ${range.min} to ${range.max}.`);
}
