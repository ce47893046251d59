/**
 * The bytes of a text that is base64url (RFC 4648 §5) in the one form its bytes have; `undefined` for any other: padding,
 * white space, another alphabet, stray bits, nothing. So no two texts stand for the same bytes.
 */
export function decodeCanonicalBase64Url(text: string): Buffer | undefined {
  // The decoder takes all kinds of texts, the encoder writes one.
  const bytes = Buffer.from(text, 'base64url');
  return text !== '' && bytes.toString('base64url') === text ? bytes : undefined;
}
