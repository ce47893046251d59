import { describe, expect, it } from '@jest/globals';
import { parseCredential, unreadToken } from '../../src/credential.ts';

const most = 8;
const of = (token: string) => ({ ok: true, token });
const refused = (reason: string) => ({ ok: false, reason });

describe('parseCredential', () => {
  it.each<{ name: string; value: string | undefined; is: object }>([
    { name: 'a token', value: 'Bearer abc', is: of('abc') },
    { name: 'another case', value: 'bEARER abc', is: of('abc') },
    { name: 'spaces', value: 'Bearer   abc', is: of('abc') },
    { name: 'every kind of character', value: 'Bearer aZ0-._~+', is: of('aZ0-._~+') },
    { name: 'a slash', value: 'Bearer a/b', is: of('a/b') },
    { name: 'padding', value: 'Bearer ab==', is: of('ab==') },
    { name: 'the largest', value: 'Bearer 12345678', is: of('12345678') },
    { name: 'one byte more', value: 'Bearer 123456789', is: refused('credential_too_large') },
    { name: 'the largest after 26 spaces', value: `Bearer${' '.repeat(26)}12345678`, is: of('12345678') },
    {
      name: 'the largest after 27 spaces',
      value: `Bearer${' '.repeat(27)}12345678`,
      is: refused('credential_too_large'),
    },
    { name: 'what is long and malformed', value: ','.repeat(41), is: refused('credential_too_large') },
    { name: 'what is malformed', value: ','.repeat(40), is: refused('credential_malformed') },
    { name: 'no value', value: undefined, is: refused('credential_missing') },
    { name: 'an empty value', value: '', is: refused('credential_missing') },
    { name: 'no token', value: 'Bearer ', is: refused('credential_malformed') },
    { name: 'no space', value: 'Bearerabc', is: refused('credential_malformed') },
    { name: 'padding alone', value: 'Bearer ==', is: refused('credential_malformed') },
    { name: 'padding inside', value: 'Bearer a=b', is: refused('credential_malformed') },
    { name: 'something before', value: 'x Bearer a', is: refused('credential_malformed') },
    { name: 'something after', value: 'Bearer a b', is: refused('credential_malformed') },
    { name: 'two values', value: 'Bearer a,Bearer b', is: refused('credential_malformed') },
  ])('$name', ({ value, is }) => {
    expect(parseCredential(value, most)).toEqual(is);
  });
});

describe('unreadToken', () => {
  it.each([
    { value: 'Bearer abc', is: 'abc' },
    { value: 'Bearer  abc', is: ' abc' },
    { value: 'Bearer ', is: '' },
    { value: 'bearer abc', is: undefined },
    { value: 'x Bearer abc', is: undefined },
    { value: '', is: undefined },
    { value: undefined, is: undefined },
  ])('of $value is $is', ({ value, is }) => {
    expect(unreadToken(value)).toBe(is);
  });
});
