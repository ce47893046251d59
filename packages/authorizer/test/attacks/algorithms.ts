import { createHmac } from 'node:crypto';
import { type Attack, claims, encode, forged, keys, segments, signed } from './attack.ts';

const refused = (name: string, send: () => string, at: Attack['at'] = 'oidc'): Attack => ({
  name,
  send,
  reason: 'algorithm_refused',
  at,
});
const [, , genuine] = segments();
const kid = 'key-1';
/** Signed with HMAC under what is public: the attack that gave algorithm confusion its name. */
const hmac = (alg: string, secret: string | Buffer): string => {
  const input = `${encode({ alg, kid })}.${encode(claims)}`;
  return `Bearer ${input}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(input)
    .digest('base64url')}`;
};
const pem = keys.rsa.publicPem;
const spellings = [
  'none',
  'None',
  'NONE',
  'nOnE',
  'none ',
  ' none',
  'none\0',
  'nоne',
  'ｎｏｎｅ',
  '\u200bnone',
  'null',
  'false',
  '0',
];
const unconfigured = [
  'RS384',
  'RS512',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'ES256K',
  'Ed25519',
  'Ed448',
  'RS1',
  'MD5',
];
const notSigning = ['RSA-OAEP', 'RSA1_5', 'A256KW', 'dir', 'ECDH-ES', 'PBES2-HS256+A128KW', 'A128GCM'];
const lookalikes = [
  'rs256',
  'Rs256',
  'RS256 ',
  ' RS256',
  'RS-256',
  'RSA256',
  'SHA256',
  'RS256\0',
  'ＲＳ２５６',
  'RS256,ES256',
  'constructor',
  '__proto__',
];
const types: [string, unknown][] = [
  ['a number', 256],
  ['null', null],
  ['an array', ['RS256']],
  ['an object', { alg: 'RS256' }],
  ['true', true],
  ['empty', ''],
];

/** RFC 8725 §2.1, §3.1: the algorithm is ours to choose, not the token's. */
export const algorithmAttacks: readonly Attack[] = [
  ...spellings.map((alg) =>
    refused(`alg ${JSON.stringify(alg)} with a signature`, () => forged({ alg, kid }, claims, genuine)),
  ),
  {
    name: 'alg none without a signature',
    send: () => forged({ alg: 'none', kid }, claims, ''),
    reason: 'token_malformed',
  },
  {
    name: 'alg None without a signature',
    send: () => forged({ alg: 'None', kid }, claims, ''),
    reason: 'token_malformed',
  },
  ...['HS256', 'HS384', 'HS512'].flatMap((alg) => [
    refused(`${alg} with the public key as PEM for a secret`, () => hmac(alg, pem)),
    refused(`${alg} with the PEM cut at its end for a secret`, () => hmac(alg, pem.trim())),
    refused(`${alg} with the JWK for a secret`, () => hmac(alg, JSON.stringify(keys.rsa.jwk))),
    refused(`${alg} with the modulus for a secret`, () => hmac(alg, Buffer.from(keys.rsa.jwk.n ?? '', 'base64url'))),
  ]),
  refused('HS256 with an empty secret', () => hmac('HS256', '')),
  refused('HS256 with the kid for a secret', () => hmac('HS256', kid)),
  ...unconfigured.map((alg) => refused(`${alg}, which is not configured`, () => signed({}, { alg }))),
  ...notSigning.map((alg) => refused(`${alg}, which does not sign`, () => signed({}, { alg }))),
  ...lookalikes.map((alg) => refused(`alg ${JSON.stringify(alg)}, nearly ours`, () => signed({}, { alg }))),
  ...types.map(
    ([name, alg]): Attack => ({ name: `alg is ${name}`, send: () => signed({}, { alg }), reason: 'token_malformed' }),
  ),
  refused('ES256 under an RSA key', () => signed({}, { alg: 'ES256' })),
  refused('EdDSA under an RSA key', () => signed({}, { alg: 'EdDSA' })),
  refused('RS256 under an EC key', () => signed({}, { kid: 'ec' })),
  refused('EdDSA under an EC key', () => signed({}, { alg: 'EdDSA', kid: 'ec' }, keys.ec)),
  refused('ES256 under an Ed25519 key', () => signed({}, { alg: 'ES256', kid: 'ed' }, keys.ed)),
  refused('ES256 under a key of P-384', () => signed({}, { alg: 'ES256', kid: 'ec-384' }, keys.ec384)),
  refused('ES384 under a key of P-256', () => signed({}, { alg: 'ES384', kid: 'ec' }, keys.ec)),
  refused('RS256 where only ES256 is configured', () => signed(), 'es256'),
  refused('EdDSA where only ES256 is configured', () => signed({}, {}, keys.ed), 'es256'),
  refused('ES256 where only EdDSA is configured', () => signed({}, {}, keys.ec), 'eddsa'),
];
