/**
 * The query string as name and value pairs in order: escapes decoded, `+` read as a space, a name without `=` given an
 * empty value. Broken escapes stay as they are (WHATWG URL, application/x-www-form-urlencoded parsing).
 */
export function queryPairs(rawQueryString: string): [name: string, value: string][] {
  return [...new URLSearchParams(rawQueryString)];
}
