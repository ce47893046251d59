import { type Attack, signed } from './attack.ts';

const lacking: Readonly<Record<string, string>> = {
  'a longer scope': 'reads',
  'a shorter scope': 'rea',
  'in capitals': 'READ',
  'a wildcard': '*',
  'a wildcard within': 'r*',
  'a regular expression': '.*',
  'with a dot': 'read.all',
  'with a colon': 'things:read',
  'with a slash': 'things/read',
  'a tab for the separator': 'write\tread',
  'a line break for the separator': 'write\nread',
  'a comma for the separator': 'write,read',
  'a plus for the separator': 'write+read',
  'a semicolon for the separator': 'write;read',
  'a no-break space for the separator': 'write\u00a0read',
  'a zero width space within': 're\u200bad',
  'with a NUL': 'read\0',
  'a cyrillic letter': 'r\u0435ad',
  'in full-width letters': '\uff52\uff45\uff41\uff44',
  quoted: '"read"',
  'as JSON': '["read"]',
  negated: '-read !read',
  ['__proto__']: '__proto__',
  'constructor and its kin': 'constructor toString hasOwnProperty valueOf',
  nothing: '',
  'spaces only': '   ',
  'one that only implies nothing': 'write',
};
const malformed: Readonly<Record<string, unknown>> = {
  'an object': { read: true },
  'a number': 1,
  true: true,
  null: null,
};

const malformedLists: Readonly<Record<string, readonly unknown[]>> = {
  'an array of an array': [['read']],
  'an array with a number': ['read', 1],
  'an array with null': ['read', null],
  'an array with an object': ['read', { read: true }],
  'an array with an empty text': ['read', ''],
  'an array with a text of two': ['write read'],
  'an array with a tab in a text': ['write\tread'],
  'an array with a no-break space in a text': ['write\u00a0read'],
};
const lackingLists: Readonly<Record<string, readonly string[]>> = {
  'an empty array': [],
  'an array of others': ['write', 'READ', 'read,', '__proto__'],
};

/** RFC 6749 §3.3: scopes are separated by one space and compared character by character. Really signed. */
export const scopeAttacks: readonly Attack[] = [
  ...Object.entries(lacking).map(
    ([name, scope]): Attack => ({
      name: `scope: ${name}`,
      send: () => signed({ scope }),
      reason: 'insufficient_scope',
    }),
  ),
  ...Object.entries(malformed).map(
    ([name, scope]): Attack => ({ name: `scope is ${name}`, send: () => signed({ scope }), reason: 'token_malformed' }),
  ),
  ...Object.entries(malformedLists).map(
    ([name, scope]): Attack => ({
      name: `scope is ${name}`,
      send: () => signed({ scope }),
      reason: 'claims_malformed',
    }),
  ),
  ...Object.entries(lackingLists).map(
    ([name, scope]): Attack => ({
      name: `scope is ${name}`,
      send: () => signed({ scope }),
      reason: 'insufficient_scope',
    }),
  ),
  {
    name: 'scope: under another name',
    send: () => signed({ scope: undefined, scopes: 'read', scp: ['read'], permissions: ['read'] }),
    reason: 'insufficient_scope',
  },
  {
    name: 'scope: in the header',
    send: () => signed({ scope: undefined }, { scope: 'read' }),
    reason: 'insufficient_scope',
  },
];
