import { type Attack, claims, encode, forged, keys, segments, signed } from './attack.ts';

const malformed = (name: string, make: (parts: [string, string, string]) => string): Attack => ({
  name,
  send: () => `Bearer ${make(segments())}`,
  reason: 'token_malformed',
});
const header = { alg: 'RS256', kid: 'key-1' };
const jwe = { alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'key-1' };
/** The last character with its unused bits set: the same bytes, another text. */
const strayBits = (text: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1];
};
/** JSON text, spaced so that its base64url has unused bits. */
const loose = (value: unknown): string => {
  const text = JSON.stringify(value);
  return encode(text.length % 3 === 0 ? `${text} ` : text);
};
const bytes = (...values: number[]): string => Buffer.from(values).toString('base64url');

/** RFC 7515 §2, §3.1 and §7.1: three segments of base64url. */
export const encodingAttacks: readonly Attack[] = [
  malformed('one segment', ([first]) => first),
  malformed('two segments', ([first, second]) => `${first}.${second}`),
  malformed('empty signature', ([first, second]) => `${first}.${second}.`),
  malformed('empty header', ([, second, third]) => `.${second}.${third}`),
  malformed('empty payload', ([first, , third]) => `${first}..${third}`),
  malformed('three empty segments', () => '..'),
  malformed('four segments', (parts) => `${parts.join('.')}.AAAA`),
  malformed('dot at the end', (parts) => `${parts.join('.')}.`),
  malformed('dot at the start', (parts) => `.${parts.join('.')}`),
  malformed('two dots', ([first, second, third]) => `${first}..${second}.${third}`),
  malformed('a JWE of five segments', () => `${encode(jwe)}.AAAA.AAAA.AAAA.AAAA`),
  malformed('a JWE cut to three', () => `${encode(jwe)}..AAAA`),
  malformed('a signed token after a signed token', (parts) => `${parts.join('.')}.${parts.join('.')}`),
  malformed('padding after the signature', (parts) => `${parts.join('.')}==`),
  malformed('one = after the signature', (parts) => `${parts.join('.')}=`),
  malformed(
    'standard alphabet + in the signature',
    ([first, second, third]) => `${first}.${second}.+${third.slice(1)}`,
  ),
  malformed(
    'standard alphabet / in the signature',
    ([first, second, third]) => `${first}.${second}./${third.slice(1)}`,
  ),
  malformed('standard alphabet + in the header', ([first, second, third]) => `+${first.slice(1)}.${second}.${third}`),
  malformed('tilde in the payload', ([first, second, third]) => `${first}.~${second.slice(1)}.${third}`),
  malformed('stray bits in the signature', ([first, second, third]) => `${first}.${second}.${strayBits(third)}`),
  malformed('stray bits in the header', ([, second, third]) => `${strayBits(loose(header))}.${second}.${third}`),
  malformed('stray bits in the payload', ([first, , third]) => `${first}.${strayBits(loose(claims))}.${third}`),
  malformed('a length no bytes have, signature', ([first, second]) => `${first}.${second}.AAAAA`),
  malformed('a length no bytes have, header', ([, second, third]) => `AAAAA.${second}.${third}`),
  malformed('a length no bytes have, payload', ([first, , third]) => `${first}.AAAAA.${third}`),
  malformed('one character for a signature', ([first, second]) => `${first}.${second}.A`),
  malformed('header encoded twice', ([first, second, third]) => `${encode(first)}.${second}.${third}`),
  malformed('payload encoded twice', ([first, second, third]) => `${first}.${encode(second)}.${third}`),
  malformed('payload in the clear', ([first, , third]) => `${first}.sub-user-1.${third}`),
  malformed(
    'header in hexadecimal',
    ([, second, third]) => `${Buffer.from(JSON.stringify(header)).toString('hex')}.${second}.${third}`,
  ),
  malformed(
    'byte order mark before the header',
    ([, second, third]) => `${encode(`\ufeff${JSON.stringify(header)}`)}.${second}.${third}`,
  ),
  malformed(
    'byte order mark before the payload',
    ([first, , third]) => `${first}.${encode(`\ufeff${JSON.stringify(claims)}`)}.${third}`,
  ),
  malformed(
    'header in UTF-16',
    ([, second, third]) => `${Buffer.from(JSON.stringify(header), 'utf16le').toString('base64url')}.${second}.${third}`,
  ),
  malformed(
    'broken UTF-8 in the payload',
    ([first, , third]) => `${first}.${bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)}.${third}`,
  ),
  malformed('overlong UTF-8 in the payload', ([first, , third]) => `${first}.${bytes(0xc1, 0xbb, 0x7d)}.${third}`),
  malformed(
    'UTF-8 surrogates in the payload',
    ([first, , third]) => `${first}.${bytes(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d)}.${third}`,
  ),
  malformed('NUL bytes for a header', ([, second, third]) => `${bytes(0, 0, 0)}.${second}.${third}`),
  malformed('gzip for a payload', ([first, , third]) => `${first}.${bytes(0x1f, 0x8b, 0x08)}.${third}`),
  {
    name: 'JSON serialization (RFC 7515 §7.2)',
    send: () => `Bearer ${encode({ payload: encode(claims), signatures: [] })}`,
    reason: 'token_malformed',
  },
  {
    name: 'unencoded payload (RFC 7797)',
    send: () => signed({}, { b64: false, crit: ['b64'] }),
    reason: 'token_malformed',
  },
  { name: 'b64 false that crit does not list', send: () => signed({}, { b64: false }), reason: 'token_malformed' },
  { name: 'b64 true', send: () => signed({}, { b64: true, crit: ['b64'] }), reason: 'token_malformed' },
  { name: 'a good token cut by one character', send: () => signed().slice(0, -1), reason: 'token_malformed' },
  { name: 'a good token with one character more', send: () => `${signed()}A`, reason: 'signature_invalid' },
  { name: 'signature of zeros', send: () => forged(header, claims, 'A'.repeat(342)), reason: 'signature_invalid' },
  {
    name: 'a good header and payload under a four letter signature',
    send: () => forged(header, claims, 'AAAA'),
    reason: 'signature_invalid',
  },
  {
    name: 'segments in another order',
    send: () => `Bearer ${segments(keys.rsa).toReversed().join('.')}`,
    reason: 'token_malformed',
  },
];
