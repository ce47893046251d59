// A JSON Web Token in compact form (RFC 7515 §7.1), or a part of one.
const token = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;

// Control characters but the tab, and what changes how text around it is shown without being seen itself: directions of
// writing, zero width, line and paragraph separators, halves of characters.
const unprintable = /[^\P{Cc}\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

// As above, but for line ends; and the colours of `paint` and of build tools, none of which hides text.
const colorOrUnprintable = /([^\P{Cc}\t\n])(\[(?:[0-4]|22|3[0-7]|39|9[0-7])?m)?|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const escapeCharacter = '\u001b';

/** The text with everything that looks like a token replaced, for messages that may quote an argument. */
export const withoutTokens = (text: string): string => text.replace(token, '[token]');

/** Text of others as one line for a terminal: without tokens, and with unprintable characters as `\xNN` or `\uNNNN`. */
export const printable = (text: string): string => withoutTokens(text).replace(unprintable, escaped);

/**
 * Text for a terminal, parts of which may come from anybody: unprintable characters as `\uNNNN`, which means the same inside
 * JSON. Line ends and colours stay.
 */
export const terminalText = (text: string): string =>
  text.replace(colorOrUnprintable, (found, control?: string, color = '') =>
    control === escapeCharacter && color !== '' ? found : unicodeEscape(control ?? found) + color,
  );

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(character);
}

/** One escape for each half, as in JSON. */
const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
    .join('');
