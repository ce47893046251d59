/** A JSON object whose members are not checked. */
export type UncheckedObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object: neither a list nor null. */
export const isJsonObject = (value: unknown): value is UncheckedObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text; `undefined` when the text is not JSON. The parser's own message would quote the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const longestQuote = 120;

/** A value as messages show it: JSON, cut at 120 characters. */
export function quote(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  const text = json ?? 'nothing';
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}...`;
}
