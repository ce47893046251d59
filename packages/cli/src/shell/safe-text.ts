// A JSON Web Token in compact form (RFC 7515 §7.1), or what is left of one.
const token = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;

/** The text without anything that looks like a token, for messages that may quote what was given. */
export const withoutTokens = (text: string): string => text.replace(token, '[token]');

/** One line of foreign text for a terminal: no token, and control characters shown instead of obeyed. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  withoutTokens(text).replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/g, (character) => `\\x${hex(character)}`);

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
