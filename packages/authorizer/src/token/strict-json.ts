import { isRecord } from '../json-types.ts';

/** Deepest accepted nesting, the outermost object included. Real tokens have four levels at most. */
const maxDepth = 16;

// V8 13.6 (Node 24) reads such a name as a backslash, so two different ones would look like the same name. Tokens have none.
const escapedLetter = /"\\(u....|.)"\s*:/;

/**
 * Parses a JSON object more strictly than RFC 8259 §4 asks: no name twice in one object, however it is escaped (parsers
 * differ in which one they take, RFC 7519 §4), none that is one escaped character, and no nesting beyond 16 levels. Returns
 * `undefined` for anything else.
 *
 * Not checked: the types of members, and the length of the text, which the caller bounds.
 */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (escapedLetter.test(text)) return;
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

/** Names of all objects in a JSON text: its colons, except those inside strings. */
function countNames(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === ':') count += 1;
    else if (character === '"') at = endOfString(text, at);
  }
  return count;
}

/** Where the string that begins at `from` ends in a JSON text. By searching, since most of a token is inside strings. */
function endOfString(text: string, from: number): number {
  let end = from;
  let backslashes: number;
  do {
    end = text.indexOf('"', end + 1);
    backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    // An even number of them escape each other, and the quote stands.
  } while (backslashes % 2 === 1);
  return end;
}
