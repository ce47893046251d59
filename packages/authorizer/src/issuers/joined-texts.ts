import { isTexts } from '../json-types.ts';

/**
 * A list of strings as one space-joined string; `undefined` for a list with anything else in it, an empty string and white
 * space included: what is joined must come apart into the same items.
 */
export const joinedTexts = (list: readonly unknown[]): string | undefined =>
  isTexts(list) && !list.some((item) => /\s/.test(item)) ? list.join(' ') : undefined;
