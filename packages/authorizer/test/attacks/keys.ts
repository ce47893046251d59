import { type Attack, claims, encode, issuer, keys, otherIssuer, signed } from './attack.ts';

const unknown = (name: string, kid: string): Attack => ({
  name: `kid: ${name}`,
  send: () => signed({}, { kid }, keys.attacker),
  reason: 'key_unknown',
});
/** Signed by the attacker, who offers the key. */
const offered = (
  name: string,
  header: Readonly<Record<string, unknown>>,
  reason: Attack['reason'] = 'signature_invalid',
) => ({
  name: `key offered by ${name}`,
  send: () => signed({}, header, keys.attacker),
  reason,
});
const jwk = keys.attacker.jwk;
const url = 'https://evil.example/jwks.json';
const types: [string, unknown][] = [
  ['a number', 1],
  ['null', null],
  ['an array', ['key-1']],
  ['an object', { kid: 'key-1' }],
  ['true', true],
  ['empty', ''],
  ['missing', undefined],
];

/** RFC 8725 §3.10, RFC 7515 §4.1: the key is ours to choose, by issuer and kid. */
export const keyAttacks: readonly Attack[] = [
  unknown('one that is not published', 'key-2'),
  unknown('in capitals', 'KEY-1'),
  unknown('with a space', 'key-1 '),
  unknown('with a NUL', 'key-1\0'),
  unknown('with a line break', 'key-1\nkey-1'),
  unknown('in full-width letters', 'ｋｅｙ-1'),
  unknown('a part of one', 'key'),
  unknown('a path', '../../../../dev/null'),
  unknown('a path of this machine', '/proc/self/environ'),
  unknown('a file address', 'file:///etc/passwd'),
  unknown('an address', url),
  unknown('SQL', "x' UNION SELECT 'key'--"),
  unknown('a shell command', '$(id)'),
  unknown('a template', '{{7*7}}'),
  unknown('LDAP', '*)(uid=*))(|(uid=*'),
  unknown('__proto__', '__proto__'),
  unknown('constructor', 'constructor'),
  unknown('toString', 'toString'),
  unknown('an index', '0'),
  unknown('4 KB', 'k'.repeat(4_000)),
  unknown('only a dot', '.'),
  unknown('a bidirectional override', '\u202e1-yek'),
  ...types.map(
    ([name, kid]): Attack => ({ name: `kid is ${name}`, send: () => signed({}, { kid }), reason: 'token_malformed' }),
  ),
  offered('jwk', { jwk }),
  offered('jwk, with our kid in it', { jwk: { ...jwk, kid: 'key-1' } }),
  offered('jku', { jku: url }),
  offered('jku under our issuer', { jku: `${issuer}/../evil.json` }),
  offered('jku with a user', { jku: `https://issuer.example@evil.example/` }),
  offered('x5u', { x5u: url }),
  offered('x5c', { x5c: ['MIIB'] }),
  offered('x5t', { x5t: 'AAAA' }),
  offered('x5t#S256', { 'x5t#S256': 'AAAA' }),
  offered('jwk and an unknown kid', { jwk, kid: 'attacker' }, 'key_unknown'),
  offered('jku and an unknown kid', { jku: url, kid: 'attacker' }, 'key_unknown'),
  {
    name: 'key offered in the payload',
    send: () => signed({ jwk, cnf: undefined }, {}, keys.attacker),
    reason: 'signature_invalid',
  },
  { name: 'another key under our kid', send: () => signed({}, {}, keys.attacker), reason: 'signature_invalid' },
  { name: 'another EC key under our kid', send: () => signed({}, {}, keys.attackerEc), reason: 'signature_invalid' },
  {
    name: 'another Ed25519 key under our kid',
    send: () => signed({}, {}, keys.attackerEd),
    reason: 'signature_invalid',
  },
  {
    name: 'the other issuer signs as ours, same kid',
    send: () => signed({}, {}, keys.other),
    reason: 'signature_invalid',
  },
  {
    name: 'ours signs as the other issuer, same kid',
    send: () => signed({ iss: otherIssuer }),
    reason: 'signature_invalid',
  },
  {
    name: 'our EC key for the other issuer',
    send: () => signed({ iss: otherIssuer }, {}, keys.ec),
    reason: 'key_unknown',
  },
  { name: 'crit that names what nobody knows', send: () => signed({}, { crit: ['exp'] }), reason: 'token_malformed' },
  { name: 'crit with a known extension', send: () => signed({}, { crit: ['exp'], exp: 1 }), reason: 'token_malformed' },
  { name: 'crit empty', send: () => signed({}, { crit: [] }), reason: 'token_malformed' },
  { name: 'crit null', send: () => signed({}, { crit: null }), reason: 'token_malformed' },
  { name: 'crit text', send: () => signed({}, { crit: 'b64' }), reason: 'token_malformed' },
  {
    name: 'zip',
    send: () => `Bearer ${encode({ alg: 'RS256', kid: 'key-1', zip: 'DEF' })}.${encode(claims)}.AAAA`,
    reason: 'signature_invalid',
  },
];
