/** Characters of JSON that a record shows of one value. */
const limitCharacters = 16 * 1024;

/** A JSON-shaped value, or its length and beginning where it is long. */
export function bounded(value: unknown): unknown {
  const text = JSON.stringify(value) ?? '';
  if (text.length <= limitCharacters) return value;
  return { characters: text.length, beginning: text.slice(0, limitCharacters) };
}
