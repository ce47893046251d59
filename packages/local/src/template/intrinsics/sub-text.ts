/** A piece of an `Fn::Sub` text: text as it is, or the name in `${name}`. */
export type SubPiece =
  | { readonly literal: string; readonly name?: never }
  | { readonly literal?: never; readonly name: string };

const variable = /\$\{(!?)([^}]*)\}/g;

/**
 * Cuts the text of an `Fn::Sub` at its variables. `${!name}` is the literal `${name}`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export function parseSub(text: string): readonly SubPiece[] {
  const pieces: SubPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    const [whole, bang, name = ''] = match;
    pieces.push({ literal: text.slice(end, match.index) });
    pieces.push(bang === '!' ? { literal: `\${${name}}` } : { name: name.trim() });
    end = match.index + whole.length;
  }
  return [...pieces, { literal: text.slice(end) }].filter((piece) => piece.literal !== '');
}
