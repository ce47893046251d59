/** A text as it reads without percent-encoding, and where in the original each of its characters begins. */
export interface DecodedText {
  readonly text: string;
  /** One more than there are characters: the last is the original's length. */
  readonly origins: readonly number[];
}

/** Who encodes a URL inside a URL inside a URL has three layers. */
const mostLayers = 4;

/**
 * Decodes all layers of percent-encoding, byte by byte, and reads `+` as the space that it is in a form. Escapes beyond
 * ASCII become one character a byte.
 */
export function percentDecoded(text: string): DecodedText {
  let decoded: DecodedText = { text, origins: Array.from({ length: text.length + 1 }, (_, at) => at) };
  for (let layer = 0; layer < mostLayers && percentEscape.test(decoded.text); layer += 1)
    decoded = decodeLayer(decoded);
  return { ...decoded, text: plusAsSpace(decoded.text) };
}

/** Whether {@link percentDecoded} would change a text. */
export const mayBeEncoded = (text: string): boolean => text.includes('+') || percentEscape.test(text);

export const plusAsSpace = (text: string): string => text.replaceAll('+', ' ');

const percentEscape = /%[0-9a-f]{2}/i;

function decodeLayer({ text, origins }: DecodedText): DecodedText {
  const letters: string[] = [];
  const from: number[] = [];
  for (let at = 0; at < text.length; ) {
    const isEscape = text[at] === '%' && percentEscape.test(text.slice(at, at + 3));
    letters.push(isEscape ? String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 3), 16)) : (text[at] ?? ''));
    from.push(origins[at] ?? 0);
    at += isEscape ? 3 : 1;
  }
  return { text: letters.join(''), origins: [...from, origins[text.length] ?? 0] };
}
