import { createHash } from 'node:crypto';
import { type Located, qualifiedId } from '../model/index.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const suffixLength = 12;

/** An id of lower-case letters and digits, the same at every start: a function of `<stack>/<logicalId>` alone. */
export const lowerCaseId = (at: Located, length: number): string => spell(at, lower, length);

/** An id of letters of both cases and digits, the same at every start. */
export const mixedCaseId = (at: Located, length: number): string => spell(at, mixed, length);

/**
 * The name CloudFormation makes up when a template gives none: `<stack>-<logicalId>-<suffix>`, cut to `maxLength` in
 * the first two parts so that the suffix stays whole.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function generatedName(at: Located, maxLength: number): string {
  const suffix = spell(at, upper, suffixLength);
  const room = maxLength - suffixLength - 2;
  const stackRoom = Math.max(Math.floor(room / 2), room - at.logicalId.length);
  const stack = at.stack.slice(0, stackRoom);
  return `${stack}-${at.logicalId.slice(0, room - stack.length)}-${suffix}`;
}

/** A UUID in form (version 4), the same at every start. */
export function uuidOf(at: Located): string {
  const hex = digest(at).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function spell(at: Located, alphabet: string, length: number): string {
  let rest = BigInt(`0x${digest(at).toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += alphabet.charAt(Number(rest % BigInt(alphabet.length)));
    rest /= BigInt(alphabet.length);
  }
  return text;
}

const digest = (at: Located): Buffer => createHash('sha256').update(qualifiedId(at)).digest();
