import { isRecord } from '../json-types.ts';

/** Deepest accepted nesting, the outermost object included. Real tokens have four levels at most. */
const maxDepth = 16;

/**
 * Parses a JSON object more strictly than RFC 8259 §4 asks: no name twice in one object, however it is escaped (parsers
 * differ in which one they take, RFC 7519 §4), and no nesting beyond 16 levels. Returns `undefined` for anything else.
 *
 * Not checked: the types of members, and the length of the text, which the caller bounds.
 */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // A name that was there twice is a member once.
    return isRecord(value) && countMembers(value, maxDepth) === countNames(text) ? value : undefined;
  } catch {
    return;
  }
}

/** Members of all objects in a value; not a number when it is nested deeper than `levels`. */
function countMembers(value: object, levels: number): number {
  if (levels === 0) return Number.NaN;
  const members: unknown[] = Object.values(value);
  let count = Array.isArray(value) ? 0 : members.length;
  for (const member of members)
    if (typeof member === 'object' && member !== null) count += countMembers(member, levels - 1);
  return count;
}

/** Names of all objects in a JSON text: its colons, but those inside strings. */
function countNames(text: string): number {
  let count = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    // Only strings have any; what follows is not an end.
    else if (character === '\\') at += 1;
    else if (character === ':' && !quoted) count += 1;
  }
  return count;
}
