import { describe, expect, it } from '@jest/globals';
import { parseClaim, parseLife } from '../../../src/mint/mint-options.ts';

describe('--claim', () => {
  it.each([
    { text: 'email=anna@example.com', is: ['email', 'anna@example.com'] },
    { text: 'level=3', is: ['level', 3] },
    { text: 'ops=true', is: ['ops', true] },
    { text: 'roles=["a","b"]', is: ['roles', ['a', 'b']] },
    { text: 'https://example.com/org=acme', is: ['https://example.com/org', 'acme'] },
    { text: 'empty=', is: ['empty', ''] },
    { text: 'a=b=c', is: ['a', 'b=c'] },
  ])('reads $text', ({ text, is }) => {
    expect(parseClaim(text)).toEqual(is);
  });

  it.each(['email', '=x', ''])('refuses %j', (text) => {
    expect(() => parseClaim(text)).toThrow('Allowed: NAME=VALUE');
  });

  it('leaves the issuer to --issuer', () => {
    expect(() => parseClaim('iss=https://a.example')).toThrow('The issuer is named by --issuer');
  });
});

describe('--expires-in', () => {
  it.each([
    { text: '90s', seconds: 90 },
    { text: '1h30m', seconds: 5_400 },
    { text: '-5m', seconds: -300 },
    { text: '0s', seconds: 0 },
  ])('reads $text', ({ text, seconds }) => {
    expect(parseLife(text)).toBe(seconds);
  });

  it.each(['', '90', '1.5s', '500ms', '--5m', 'soon'])('refuses %j', (text) => {
    expect(() => parseLife(text)).toThrow('Allowed: 90s');
  });
});
