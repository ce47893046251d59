const alphabet = /^[A-Za-z0-9_-]+$/;
// With 2 characters in the last group 4 bits are left over, with 3 characters 2; the last character must have them zero.
const lastOfTwo = /[AQgw]$/;
const lastOfThree = /[AEIMQUYcgkosw048]$/;

/**
 * Whether a text is base64url (RFC 4648 §5) in the one form its bytes have: not empty, no padding, no white space, no other
 * alphabet, no stray bits. So no two texts stand for the same bytes.
 */
export function isCanonicalBase64Url(text: string): boolean {
  if (!alphabet.test(text)) return false;
  const rest = text.length % 4;
  return rest === 0 || (rest === 2 && lastOfTwo.test(text)) || (rest === 3 && lastOfThree.test(text));
}
