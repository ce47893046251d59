// A JSON Web Token in compact form (RFC 7515 §7.1), or a part of one.
const token = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;

// All but the tab.
const controlCharacter = /[^\P{Cc}\t]/gu;

/** The text with everything that looks like a token replaced, for messages that may quote an argument. */
export const withoutTokens = (text: string): string => text.replace(token, '[token]');

/** Text of others as one line for a terminal: without tokens, and with control characters as `\xNN`. */
export const printable = (text: string): string =>
  withoutTokens(text).replace(controlCharacter, (character) => `\\x${hex(character)}`);

const hex = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
