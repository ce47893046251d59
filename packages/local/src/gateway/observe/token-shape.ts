/**
 * A JSON Web Token in compact form, signed or encrypted (RFC 7515 section 7.1, RFC 7516 section 7.1): its header is a JSON
 * object, so that it begins with `{"`, or with `{` and white space, in base64url.
 */
const compactToken = /e(?:yJ|yA|wo|w0|wk)[\w-]{8,}(?:\.[\w-]*){2,4}/g;

/** Where in a text tokens stand that are known by their shape. */
export const tokensIn = (text: string): readonly TextRange[] =>
  [...text.matchAll(compactToken)].map(({ index, 0: token }) => ({ from: index, to: index + token.length }));

/** Part of a text. */
export interface TextRange {
  readonly from: number;
  /** Behind its last character. */
  readonly to: number;
}
