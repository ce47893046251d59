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
  if (!isStrict(text)) return;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return;
  }
}

/** Names unique and nesting bounded; tells nothing about text that is not JSON, which the parser refuses. */
function isStrict(text: string): boolean {
  /** The names of each open object; `undefined` for an array. */
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at + 1);
      last = text.slice(at, end + 1);
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      if (open.length > maxDepth) return false;
    } else if (character === '}' || character === ']') open.pop();
    else if (character === ':' && !isNew(last, open.at(-1))) return false;
  }
  return true;
}

/** Where the string ends whose first character is at `from`; the end of the text when it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    // An even number of them escape each other, and the quote stands.
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function isNew(quoted: string, names: Set<string> | undefined): boolean {
  if (names === undefined) return false;
  const name = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (name === undefined || names.has(name)) return false;
  names.add(name);
  return true;
}

function unescaped(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return;
  }
}
