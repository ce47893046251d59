/** One reference token of a JSON pointer, escaped. @see https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A pointer one step further. */
export const pointTo = (pointer: string, ...names: readonly (string | number)[]): string =>
  [pointer, ...names.map((name) => escapePointer(String(name)))].join('/');
