/** Deepest accepted nesting, the outermost value included. Real tokens have four levels at most. */
const deepest = 64;

const jsonString = /"(?:[^"\\]|\\.)*"/g;

/** V8 of Node 24 reads a name that is one escaped character as a backslash. Real tokens have none. */
const escapedCharacterAsName = /"\\(?:u....|.)"\s*:/;

/**
 * Whether every parser reads a JSON text as this value: no name twice in one object (RFC 8259 section 4, RFC 7519
 * section 4), no number beyond a double (RFC 8259 section 6), and no nesting beyond 64 levels.
 *
 * @param value what the text was parsed to
 */
export function isUnambiguousJson(text: string, value: object): boolean {
  if (escapedCharacterAsName.test(text)) return false;
  // A name that was there twice is a member once. Outside of strings, each colon follows a name.
  const names = text.replaceAll(jsonString, '').split(':').length - 1;
  return countMembers(value, deepest) === names;
}

/** Members of all objects in a value; not a number when it is nested too deeply or holds an infinite number. */
function countMembers(value: unknown, levels: number): number {
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return Number.NaN;
  const members: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce((sum: number, member) => sum + countMembers(member, levels - 1), own);
}
